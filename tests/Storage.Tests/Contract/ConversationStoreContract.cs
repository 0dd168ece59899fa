using System.Collections.Immutable;
using MessageCenter.Domain;
using MessageCenter.Domain.Conversations;
using MessageCenter.Grains.Stores;
using static MessageCenter.Domain.Conversations.ConversationEvent;

namespace MessageCenter.Storage.Tests.Contract;

/// <summary>What every adapter of <see cref="IConversationStore"/> promises about appends and what was appended.</summary>
public abstract class ConversationStoreContract : IAsyncLifetime
{
    private readonly Talk talk = new();

    protected abstract Task<StoreUnderTest> Open();

    protected StoreUnderTest Store { get; private set; } = null!;

    private IConversationStore Conversations => Store.Conversations;

    public async ValueTask InitializeAsync() => Store = await Open();

    public async ValueTask DisposeAsync()
    {
        await Store.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task What_was_appended_is_read_back_the_same()
    {
        var start = talk.Start("Größe?\n注文 \U0001F600");
        var number = await talk.Write(Conversations, start);

        var stored = await Conversations.Load(talk.Account, talk.Id, 10, default);

        Assert.NotNull(stored);
        Assert.Equal((talk.Id, number, 1L), (stored.ConversationId, stored.Number, stored.Version));
        Assert.Equal(talk.State, stored.State);
        Assert.Equal(start.Entries, stored.Recent);
    }

    [Fact]
    public async Task A_full_state_is_read_back_the_same()
    {
        var full = FullStates.Everything(talk);
        await talk.Write(Conversations, full);

        var stored = await Conversations.Load(talk.Account, talk.Id, Limits.RecentEntries, default);

        Assert.NotNull(stored);
        Assert.Equal(full.State, stored.State);
        Assert.Equal(full.Entries, stored.Recent);
    }

    [Fact]
    public async Task The_memory_of_decided_commands_is_not_stored()
    {
        var start = talk.Start();
        var remembered = start.State with { Decided = [new("c", Talk.NewCommand(), "post:x", 1, Talk.Noon)] };
        await talk.Write(Conversations, start with { State = remembered });

        var stored = await Conversations.Load(talk.Account, talk.Id, 0, default);

        Assert.NotNull(stored);
        Assert.Empty(stored.State.Decided);
        Assert.Empty(stored.Recent);
    }

    [Fact]
    public async Task Numbers_ascend()
    {
        var first = await talk.Write(Conversations, talk.Start());
        var other = new Talk();
        var second = await other.Write(Conversations, other.Start());
        Assert.True(second > first);
    }

    [Fact]
    public async Task Load_brings_the_newest_entries_ascending()
    {
        await talk.Write(Conversations, talk.Start());
        for (var i = 0; i < 10; i++)
        {
            await talk.Write(Conversations, talk.Post($"text {i}"));
        }
        var stored = await Conversations.Load(talk.Account, talk.Id, 4, default);
        Assert.Equal([9L, 10, 11, 12], stored?.Recent.Select(entry => entry.Seq));
    }

    [Fact]
    public async Task Timeline_pages_meet_without_hole_or_double()
    {
        await talk.Write(Conversations, talk.Start());
        for (var i = 0; i < 20; i++)
        {
            await talk.Write(Conversations, talk.Post($"text {i}"));
        }

        var forward = new List<long>();
        for (var after = 0L; ;)
        {
            var page = await Conversations.ReadTimeline(talk.Account, talk.Id, new(after, null, 7), default);
            if (page.IsEmpty)
            {
                break;
            }
            forward.AddRange(page.Select(entry => entry.Seq));
            after = forward[^1];
        }
        var newest = await Conversations.ReadTimeline(talk.Account, talk.Id, new(null, 23, 5), default);
        var older = await Conversations.ReadTimeline(talk.Account, talk.Id, new(null, newest[0].Seq, 5), default);

        Assert.Equal(Enumerable.Range(1, 22).Select(seq => (long)seq), forward);
        Assert.Equal([18L, 19, 20, 21, 22], newest.Select(entry => entry.Seq));
        Assert.Equal([13L, 14, 15, 16, 17], older.Select(entry => entry.Seq));
    }

    [Fact]
    public async Task A_row_changes_without_an_entry()
    {
        await talk.Write(Conversations, talk.Start());
        await talk.Write(Conversations, talk.Next(Author.System, null, new ReceiptsAdvanced(AuthorKind.Operator, 2, 1)));

        var stored = await Conversations.Load(talk.Account, talk.Id, 10, default);

        Assert.Equal(new(2, 2, 2, 1), stored?.State.Receipts);
        Assert.Equal((2L, 2), (stored?.Version, stored?.Recent.Length));
    }

    [Fact]
    public async Task A_stale_version_is_a_conflict_and_writes_nothing()
    {
        await talk.Write(Conversations, talk.Start());
        var stale = talk.Post("too late");
        await talk.Write(Conversations, talk.Post("first"));

        Assert.IsType<AppendResult.Conflict>(await Conversations.Append(stale, default));

        var stored = await Conversations.Load(talk.Account, talk.Id, 10, default);
        Assert.Equal(talk.State, stored?.State);
        Assert.Equal(3, stored?.Recent.Length);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    public async Task A_version_of_a_conversation_that_is_not_there_is_a_conflict(long version)
    {
        Assert.IsType<AppendResult.Conflict>(await Conversations.Append(talk.Start() with { ExpectedVersion = version }, default));
        Assert.Null(await Conversations.Load(talk.Account, talk.Id, 1, default));
    }

    [Fact]
    public async Task Starting_what_has_started_is_a_conflict()
    {
        await talk.Write(Conversations, talk.Start());
        var again = new Talk { Account = talk.Account, Id = talk.Id };
        Assert.IsType<AppendResult.Conflict>(await Conversations.Append(again.Start(), default));
    }

    [Fact]
    public async Task A_repeated_start_is_a_duplicate()
    {
        var start = talk.Start();
        await talk.Write(Conversations, start);
        await talk.Write(Conversations, talk.Post("more"));
        var duplicate = Assert.IsType<AppendResult.Duplicate>(await Conversations.Append(start, default));
        Assert.Equal(start.Entries[0], duplicate.Entry);
    }

    [Fact]
    public async Task A_repeated_command_is_a_duplicate_before_it_is_a_conflict()
    {
        await talk.Write(Conversations, talk.Start());
        var post = talk.Post("once");
        await talk.Write(Conversations, post);
        await talk.Write(Conversations, talk.Post("more"));

        var duplicate = Assert.IsType<AppendResult.Duplicate>(await Conversations.Append(post, default));

        Assert.Equal(post.Entries[0], duplicate.Entry);
        Assert.Equal(4, (await Conversations.Load(talk.Account, talk.Id, 10, default))?.Recent.Length);
    }

    [Fact]
    public async Task A_repeated_command_is_a_duplicate_on_the_right_version_too()
    {
        await talk.Write(Conversations, talk.Start());
        var command = Talk.NewCommand();
        await talk.Write(Conversations, talk.Post("once", command));
        Assert.IsType<AppendResult.Duplicate>(await Conversations.Append(talk.Post("once", command), default));
    }

    [Fact]
    public async Task A_command_is_found_by_its_author_and_id_and_by_nobody_else()
    {
        await talk.Write(Conversations, talk.Start());
        var command = Talk.NewCommand();
        var post = talk.Post("once", command);
        await talk.Write(Conversations, post);
        var other = Author.Operator(Talk.NewOperator(), "Olivia");

        Assert.Equal(post.Entries[0], await Conversations.FindCommand(talk.Account, talk.Id, Author.Contact, command, default));
        Assert.Null(await Conversations.FindCommand(talk.Account, talk.Id, other, command, default));
        Assert.Null(await Conversations.FindCommand(talk.Account, talk.Id, Author.Contact, Talk.NewCommand(), default));
        Assert.Null(await Conversations.FindCommand(new(Guid.NewGuid()), talk.Id, Author.Contact, command, default));
    }

    [Fact]
    public async Task Another_author_may_use_the_same_command_id()
    {
        var command = Talk.NewCommand();
        await talk.Write(Conversations, talk.Start(command: command));
        await talk.Write(
            Conversations, talk.Next(Author.Operator(Talk.NewOperator(), "Omar"), command, new MessagePosted("hi")));
    }

    [Fact]
    public async Task Another_conversation_may_use_the_same_command_id()
    {
        var command = Talk.NewCommand();
        await talk.Write(Conversations, talk.Start(command: command));
        var other = new Talk { Account = talk.Account };
        await other.Write(Conversations, other.Start(command: command));
    }

    [Fact]
    public async Task Entries_with_a_hole_are_refused()
    {
        await talk.Write(Conversations, talk.Start());
        var post = talk.Post("x");
        var hole = post with
        {
            State = post.State with { LastSeq = 9 },
            Entries = [post.Entries[0] with { Seq = 9 }],
        };
        await Assert.ThrowsAsync<InvalidOperationException>(() => Conversations.Append(hole, default));
        await Assert.ThrowsAsync<ArgumentException>(
            () => Conversations.Append(post with { Entries = [post.Entries[0] with { Seq = 9 }] }, default));
        Assert.Equal(2, (await Conversations.Load(talk.Account, talk.Id, 10, default))?.State.LastSeq);
        await talk.Write(Conversations, post);
    }

    [Fact]
    public async Task Of_many_appends_on_one_version_one_wins()
    {
        await talk.Write(Conversations, talk.Start());
        var appends = Enumerable.Range(0, 50).Select(i => talk.Post($"text {i}")).ToArray();

        var results = await Task.WhenAll(appends.Select(append => Conversations.Append(append, default)));

        Assert.Single(results.OfType<AppendResult.Appended>());
        Assert.Equal(49, results.OfType<AppendResult.Conflict>().Count());
        Assert.Equal(3, (await Conversations.Load(talk.Account, talk.Id, 10, default))?.Recent.Length);
    }

    [Fact, BadInput(21, 49)]
    public async Task Of_many_tries_of_one_command_one_is_stored()
    {
        await talk.Write(Conversations, talk.Start());
        var post = talk.Post("once");
        var results = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Conversations.Append(post, default)));
        Assert.Single(results.OfType<AppendResult.Appended>());
        Assert.Equal(19, results.OfType<AppendResult.Duplicate>().Count(duplicate => duplicate.Entry == post.Entries[0]));
    }

    [Fact]
    public async Task Slots_are_never_exceeded_however_many_go_live_at_once()
    {
        var operatorId = Talk.NewOperator();
        var talks = Enumerable.Range(0, 60).Select(_ => new Talk { Account = talk.Account }).ToArray();
        foreach (var each in talks)
        {
            await each.Write(Conversations, each.Start());
        }

        var results = await Task.WhenAll(talks.Select(each => Conversations.Append(each.GoLive(operatorId, 3), default)));

        Assert.Equal(3, results.OfType<AppendResult.Appended>().Count());
        Assert.Equal(57, results.OfType<AppendResult.SlotsTaken>().Count());
        var live = new ConversationFilter { Mode = ConversationMode.Live, Assignees = [operatorId] };
        Assert.Equal(3, await Conversations.Count(talk.Account, live, default));
    }

    [Fact]
    public async Task A_slot_counts_neither_the_conversation_itself_nor_another_account_nor_a_freed_one()
    {
        var operatorId = Talk.NewOperator();
        var foreign = new Talk();
        await foreign.Write(Conversations, foreign.Start());
        await foreign.Write(Conversations, foreign.GoLive(operatorId, 1));

        await talk.Write(Conversations, talk.Start());
        await talk.Write(Conversations, talk.GoLive(operatorId, 1));
        await talk.Write(Conversations, talk.GoLive(operatorId, 1));
        var second = new Talk { Account = talk.Account };
        await second.Write(Conversations, second.Start());
        Assert.IsType<AppendResult.SlotsTaken>(await Conversations.Append(second.GoLive(operatorId, 1), default));
        await talk.Write(
            Conversations, talk.Next(Author.System, null, new TurnedAsynchronous(AsynchronousReason.ContactLeft)));
        await second.Write(Conversations, second.GoLive(operatorId, 1));
    }

    [Fact]
    public async Task A_foreign_account_meets_nothing()
    {
        await talk.Write(Conversations, talk.Start("secret"));
        var foreign = new AccountId(Guid.NewGuid());

        Assert.Null(await Conversations.Load(foreign, talk.Id, 10, default));
        Assert.Empty(await Conversations.ReadTimeline(foreign, talk.Id, new(0, null, 10), default));
        Assert.Empty((await Conversations.Query(foreign, new(), default)).Rows);
        Assert.Empty((await Conversations.Query(foreign, new() { Keywords = "secret" }, default)).Rows);
        Assert.Equal(0, await Conversations.Count(foreign, new(), default));
        Assert.Equal(0, await Conversations.Count(foreign, new() { Keywords = "secret" }, default));
        Assert.False(await Conversations.Delete(foreign, talk.Id, default));
        Assert.IsType<AppendResult.Conflict>(await Conversations.Append(talk.Post("x") with { Account = foreign }, default));
        Assert.NotNull(await Conversations.Load(talk.Account, talk.Id, 1, default));
    }

    [Fact]
    public async Task Delete_leaves_nothing_and_the_id_can_begin_anew()
    {
        await talk.Write(Conversations, talk.Start("forgettable words"));
        await talk.Write(Conversations, talk.Post("more forgettable words"));
        var neighbour = new Talk { Account = talk.Account };
        await neighbour.Write(Conversations, neighbour.Start("forgettable too"));

        Assert.True(await Conversations.Delete(talk.Account, talk.Id, default));

        Assert.False(await Conversations.Delete(talk.Account, talk.Id, default));
        Assert.Null(await Conversations.Load(talk.Account, talk.Id, 10, default));
        Assert.Empty(await Conversations.ReadTimeline(talk.Account, talk.Id, new(0, null, 10), default));
        var found = await Conversations.Query(talk.Account, new() { Keywords = "forgettable" }, default);
        Assert.Equal([neighbour.Id], found.Rows.Select(row => row.ConversationId));
        Assert.Equal(1, await Conversations.Count(talk.Account, new() { Keywords = "forgettable" }, default));
        var anew = new Talk { Account = talk.Account, Id = talk.Id };
        await anew.Write(Conversations, anew.Start());
    }

    [Fact]
    public async Task A_cancelled_append_writes_nothing()
    {
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Conversations.Append(talk.Start(), cancelled.Token));
        Assert.Null(await Conversations.Load(talk.Account, talk.Id, 1, default));
    }

    [Fact]
    public async Task Everything_is_there_after_a_restart()
    {
        var posts = new List<ConversationAppend> { talk.Start("before the restart") };
        await talk.Write(Conversations, posts[0]);
        for (var i = 0; i < 30; i++)
        {
            posts.Add(talk.Post($"text {i}"));
            await talk.Write(Conversations, posts[^1]);
        }

        await Store.Reopen();

        var stored = await Conversations.Load(talk.Account, talk.Id, 100, default);
        Assert.Equal(talk.State, stored?.State);
        Assert.Equal(posts.SelectMany(post => post.Entries), stored?.Recent);
        Assert.Single((await Conversations.Query(talk.Account, new() { Keywords = "restart" }, default)).Rows);
        Assert.IsType<AppendResult.Duplicate>(await Conversations.Append(posts[7], default));
        var later = new Talk { Account = talk.Account };
        Assert.True(await later.Write(Conversations, later.Start()) > stored?.Number);
        await talk.Write(Conversations, talk.Post("after the restart"));
    }
}
