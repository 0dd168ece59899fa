using MessageCenter.Domain;
using MessageCenter.Domain.Conversations;
using MessageCenter.Grains.Stores;
using static MessageCenter.Domain.Conversations.ConversationEvent;

namespace MessageCenter.Storage.Tests.Contract;

/// <summary>What every adapter of <see cref="IConversationStore"/> finds for words.</summary>
public abstract class KeywordContract : IAsyncLifetime
{
    private readonly AccountId account = new(Guid.NewGuid());

    protected abstract Task<StoreUnderTest> Open();

    protected StoreUnderTest Store { get; private set; } = null!;

    private IConversationStore Conversations => Store.Conversations;

    public async ValueTask InitializeAsync() => Store = await Open();

    public async ValueTask DisposeAsync()
    {
        await Store.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Theory, BadInput(17, 18)]
    [InlineData("Where is my parcel?", "parcel", true)]
    [InlineData("Where is my parcel?", "PARCEL where", true)]
    [InlineData("Where is my parcel?", "parcel gone", false)]
    [InlineData("Where is my parcel?", "par", true)]
    [InlineData("Where is my parcel?", "pa", false)]
    [InlineData("Where is my parcel?", "par where", false)]
    [InlineData("Where is my parcel?", "arcel", false)]
    [InlineData("Die Größe paßt nicht", "grosse", true)]
    [InlineData("Die Größe paßt nicht", "GRÖSSE", true)]
    [InlineData("Die Größe paßt nicht", "passt", true)]
    [InlineData("Die Groesse passt", "Größe", false)]
    [InlineData("Kündigungsfrist", "kundigung", true)]
    [InlineData("Kündigungsfrist", "Kündigungs", true)]
    [InlineData("un café à Łódź", "cafe lodz", true)]
    [InlineData("cafe\u0301", "café", true)]
    [InlineData("İstanbul", "istanbul", true)]
    [InlineData("ＡＢＣ１２３", "abc123", true)]
    [InlineData("ﬁnance", "finance", true)]
    [InlineData("Моё письмо", "письмо", true)]
    [InlineData("注文番号を教えてください", "注文", true)]
    [InlineData("注文番号を教えてください", "番号", true)]
    [InlineData("注文番号を教えてください", "文注", false)]
    [InlineData("我的訂單在哪裡", "訂單", true)]
    [InlineData("한국어 주문을", "주문", true)]
    [InlineData("it's a \"quote\"", "it's", true)]
    [InlineData("it's a \"quote\"", "\"quote\"", true)]
    [InlineData("it's a \"quote\"", "quote\"", true)]
    [InlineData("order 4711-AB/7", "4711-AB/7", true)]
    [InlineData("write to vera@example.org", "vera@example.org", true)]
    [InlineData("\U0001F600 smile", "smile \U0001F600", true)]
    [InlineData("this and that", "this AND that", true)]
    [InlineData("this and that", "this OR other", false)]
    [InlineData("this and that", "this NOT that", false)]
    [InlineData("this and that", "text:this", false)]
    [InlineData("this and that", "^this", true)]
    [InlineData("this and that", "NEAR(this that)", false)]
    [InlineData("near this that", "NEAR(this that)", true)]
    [InlineData("this and that", "th*", false)]
    [InlineData("this and that", "(this", true)]
    [InlineData("not this - that", "{this}+-that", true)]
    [InlineData("this and that", "{this}+-that", false)]
    [InlineData("this that", "this\u0000that", true)]
    public async Task Finds(string text, string keywords, bool isFound)
    {
        var talk = new Talk { Account = account };
        await talk.Write(Conversations, talk.Start(text));
        var found = await Conversations.Query(account, new() { Keywords = keywords }, default);
        Assert.Equal(isFound ? 1 : 0, found.Rows.Length);
        Assert.Equal(found.Rows.Length, await Conversations.Count(account, new() { Keywords = keywords }, default));
    }

    [Theory, BadInput(17, 18)]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("\"")]
    [InlineData("*")]
    [InlineData("' OR 1=1 --\"", false)]
    [InlineData("\uD800")]
    [InlineData("\u0301\u0301")]
    [InlineData("\U0001F600")]
    public async Task Nothing_to_look_for_finds_nothing(string keywords, bool isBlank = true)
    {
        var talk = new Talk { Account = account };
        await talk.Write(Conversations, talk.Start("hello \" * \U0001F600"));
        Assert.Empty((await Conversations.Query(account, new() { Keywords = keywords }, default)).Rows);
        Assert.Equal(0, await Conversations.Count(account, new() { Keywords = keywords }, default));
        Assert.NotEqual(isBlank, keywords.Any(char.IsAsciiLetterOrDigit));
    }

    [Fact, BadInput(18)]
    public async Task Endless_keywords_are_cut()
    {
        var talk = new Talk { Account = account };
        await talk.Write(Conversations, talk.Start("aaaa"));
        var endless = string.Concat(Enumerable.Repeat("aaaa ", 20_000));
        Assert.Single((await Conversations.Query(account, new() { Keywords = endless }, default)).Rows);
    }

    [Fact]
    public async Task Finds_notes_and_messages_of_operators()
    {
        var talk = new Talk { Account = account };
        await talk.Write(Conversations, talk.Start());
        var olivia = Author.Operator(Talk.NewOperator(), "Olivia");
        await talk.Write(Conversations, talk.Next(olivia, null, new MessagePosted("answered"), new NoteAdded("remembered")));
        Assert.Single((await Conversations.Query(account, new() { Keywords = "answered" }, default)).Rows);
        Assert.Single((await Conversations.Query(account, new() { Keywords = "remembered" }, default)).Rows);
    }

    [Fact]
    public async Task An_edited_note_is_found_by_its_new_words_and_a_deleted_one_not_at_all()
    {
        var talk = new Talk { Account = account };
        await talk.Write(Conversations, talk.Start());
        var olivia = Author.Operator(Talk.NewOperator(), "Olivia");
        await talk.Write(Conversations, talk.Next(olivia, null, new NoteAdded("former wording")));
        await talk.Write(Conversations, talk.Next(olivia, null, new NoteAdded("other remark")));
        var note = talk.State.Notes[0];
        await talk.Write(Conversations, talk.Next(olivia, null, new NoteEdited(note.Seq, note.WrittenSeq, "newer wording", [])));
        Assert.Equal((0, 1, 1, 1), (await Found("former"), await Found("newer"), await Found("wording"), await Found("remark")));

        note = talk.State.Notes[0];
        await talk.Write(Conversations, talk.Next(olivia, null, new NoteEdited(note.Seq, note.WrittenSeq, "...", [])));
        Assert.Equal((0, 0, 1), (await Found("newer"), await Found("wording"), await Found("remark")));

        note = talk.State.Notes[0];
        await talk.Write(Conversations, talk.Next(olivia, null, new NoteDeleted(note.Seq, note.WrittenSeq)));
        note = talk.State.Notes[0];
        await talk.Write(Conversations, talk.Next(olivia, null, new NoteDeleted(note.Seq, note.WrittenSeq)));
        Assert.Equal((0, 1), (await Found("remark"), await Found("hello")));
    }

    [Fact]
    public async Task A_note_that_is_added_and_deleted_at_once_is_not_found()
    {
        var talk = new Talk { Account = account };
        await talk.Write(Conversations, talk.Start());
        var seq = talk.State.LastSeq + 1;
        var olivia = Author.Operator(Talk.NewOperator(), "Olivia");
        await talk.Write(Conversations, talk.Next(olivia, null, new NoteAdded("passing remark"), new NoteDeleted(seq, seq)));
        Assert.Equal(0, await Found("remark"));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(50)]
    public async Task Each_conversation_is_found_once_newest_start_first(int limit)
    {
        var talks = Enumerable.Range(0, 7).Select(_ => new Talk { Account = account }).ToArray();
        foreach (var talk in talks)
        {
            await talk.Write(Conversations, talk.Start("needle in hay"));
        }
        foreach (var talk in talks)
        {
            await talk.Write(Conversations, talk.Post("another needle"));
            await talk.Write(Conversations, talk.Post("hay only"));
        }

        var read = new List<ConversationId>();
        var cursor = (string?)null;
        do
        {
            var filter = new ConversationFilter { Keywords = "needle", Limit = limit, Cursor = cursor };
            var page = await Conversations.Query(account, filter, default);
            Assert.True(page.Rows.Length <= limit);
            read.AddRange(page.Rows.Select(row => row.ConversationId));
            cursor = page.NextCursor;
        }
        while (cursor is not null);

        Assert.Equal(talks.Select(talk => talk.Id).Reverse(), read);
        Assert.Equal(7, await Conversations.Count(account, new() { Keywords = "needle" }, default));
    }

    private async Task<long> Found(string keywords)
    {
        var filter = new ConversationFilter { Keywords = keywords };
        var count = await Conversations.Count(account, filter, default);
        Assert.Equal(count, (await Conversations.Query(account, filter, default)).Rows.Length);
        return count;
    }

    [Fact]
    public async Task What_is_acknowledged_is_found_at_once_however_many_write()
    {
        var talks = Enumerable.Range(0, 40).Select(_ => new Talk { Account = account }).ToArray();
        await Task.WhenAll(talks.Select(async (talk, i) =>
        {
            await talk.Write(Conversations, talk.Start($"word{i:00}x"));
            for (var j = 0; j < 5; j++)
            {
                await talk.Write(Conversations, talk.Post($"text{i:00}x{j}"));
                var found = await Conversations.Query(account, new() { Keywords = $"text{i:00}x{j}" }, default);
                Assert.Equal(talk.Id, Assert.Single(found.Rows).ConversationId);
            }
        }));
        Assert.Equal(40, await Conversations.Count(account, new() { Keywords = "word" }, default));
    }
}
