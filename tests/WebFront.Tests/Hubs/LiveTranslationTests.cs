using MessageCenter.Domain;
using MessageCenter.Domain.Conversations;
using MessageCenter.Grains.Interfaces;
using MessageCenter.Grains.Interfaces.Accounts;
using MessageCenter.Grains.Interfaces.Translations;
using MessageCenter.WebFront.Hubs.Messages;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Client;

namespace MessageCenter.WebFront.Tests.Hubs;

/// <summary>What goes to an engine, what comes of it, and who sees which of the two texts.</summary>
public sealed class LiveTranslationTests(HubFixture front) : IClassFixture<HubFixture>
{
    private static readonly LanguagePair IntoSpanish = new("en", "es");

    [Fact]
    public async Task An_operators_words_are_stored_with_their_translation_and_shown_to_both()
    {
        await using var olivia = await front.SitDown(front.Shop, front.Shop.Olivia);
        await using var visitor = await front.Visit();
        var id = await Taken(olivia, visitor);
        var answer = await Post(olivia, id, "On its way.", IntoSpanish);
        var expected = new ConversationEvent.MessagePosted("On its way.", default, new("es", "en>es On its way."));
        Assert.Equal(expected, (await olivia.Read(id, answer.Seq!.Value - 1))!.Entries.Single().Event);
        Assert.Equal(expected, (await visitor.Read(id, answer.Seq.Value - 1))!.Entries.Single().Event);
        Assert.Equal("en>es On its way.", (await visitor.Watch(id)).Conversation!.Preview!.Text);
        Assert.Equal("On its way.", (await olivia.Watch(id)).Conversation!.Preview!.Text);
    }

    [Fact]
    public async Task What_cannot_be_translated_is_sent_as_it_was_written_and_only_operators_hear_why()
    {
        await using var olivia = await front.SitDown(front.Shop, front.Shop.Olivia);
        await using var visitor = await front.Visit();
        var id = await Taken(olivia, visitor);
        var answer = await Post(olivia, id, "On its way.", new("en", "xx"));
        Assert.Equal(
            new ConversationEvent.MessagePosted("On its way.", default, Translation.Failed("xx", TranslationProblem.LanguageIsUnknown)),
            (await olivia.Read(id, answer.Seq!.Value - 1))!.Entries.Single().Event);
        Assert.Equal(
            new ConversationEvent.MessagePosted("On its way."), (await visitor.Read(id, answer.Seq.Value - 1))!.Entries.Single().Event);
    }

    [Fact]
    public async Task The_contacts_messages_are_translated_for_whoever_asks_and_nothing_else_is()
    {
        await using var olivia = await front.SitDown(front.Shop, front.Shop.Olivia);
        await using var visitor = await front.Visit();
        var id = await Taken(olivia, visitor, "¿Dónde está?");
        var hers = (await Post(olivia, id, "Wait, please.", null)).Seq!.Value;
        var note = (await olivia.Connection.InvokeAsync<Answer>("AddNote", new AddNote(id, HubClient.NewCommand(), "secret note"))).Seq!.Value;
        var before = (await olivia.Read(id, 0))!.Entries;
        var list = await Translations(olivia, id, 1, 2, hers, note, 4_000);
        Assert.Equal([new MessageTranslation(2, new("en", "es>en ¿Dónde está?"))], list!.Translations);
        Assert.DoesNotContain("secret note", front.Engine.Asked);
        Assert.DoesNotContain("Wait, please.", front.Engine.Asked);
        Assert.Equal(before, (await olivia.Read(id, 0))!.Entries);
    }

    [Fact]
    public async Task Languages_are_those_of_the_engine()
    {
        await using var olivia = await front.SitDown(front.Shop, front.Shop.Olivia);
        await using var visitor = await front.Visit();
        var id = await visitor.Begin();
        Assert.Equal(new TargetLanguages(["de", "es"], null), await Targets(olivia, id, "en-GB"));
        Assert.Equal(new TargetLanguages([], TranslationProblem.LanguageIsUnknown), await Targets(olivia, id, "ja"));
    }

    [Fact]
    public async Task In_privacy_mode_nothing_goes_to_an_engine_unless_the_account_allows_it()
    {
        await using var olivia = await front.SitDown(front.Rival, front.Rival.Olivia);
        await using var visitor = await front.Visit(front.Rival);
        var id = await Taken(olivia, visitor, "Nobody else may read this");
        var account = front.Cluster.GetGrain<IAccountGrain>(GrainKeys.Of(front.Rival.Account));
        var widget = (await account.ReadAccount())!.Widgets[0].WidgetId;
        Assert.Null((await account.ChangePrivacy(new(), [widget])).Rejection);
        await Poll.For(() => Targets(olivia, id, "en"), told => told?.Problem == TranslationProblem.NotAllowed, "the front knows", "not allowed");
        Assert.Equal([new MessageTranslation(2, Translation.Failed("en", TranslationProblem.NotAllowed))], (await Translations(olivia, id, 2))!.Translations);
        var answer = await Post(olivia, id, "Nor this", IntoSpanish);
        Assert.Equal(
            new ConversationEvent.MessagePosted("Nor this", default, Translation.Failed("es", TranslationProblem.NotAllowed)),
            (await olivia.Read(id, answer.Seq!.Value - 1))!.Entries.Single().Event);
        Assert.DoesNotContain(front.Engine.Asked, text => text.StartsWith("No", StringComparison.Ordinal));

        Assert.Null((await account.ChangePrivacy(new(AllowsTranslation: true), [widget])).Rejection);
        await Poll.For(() => Targets(olivia, id, "en"), told => told?.Problem is null, "the front knows", "allowed");
        Assert.Equal("es>en Nobody else may read this", (await Translations(olivia, id, 2))!.Translations.Single().Translation.Text);
    }

    [Fact]
    public async Task Nothing_is_translated_for_who_may_not_post_or_read()
    {
        await using var olivia = await front.SitDown(front.Shop, front.Shop.Olivia);
        await using var stranger = await front.SitDown(front.Rival, front.Rival.Olivia);
        await using var visitor = await front.Visit();
        var id = await Taken(olivia, visitor, "Only ours");
        Assert.Equal(Rejection.ConversationNotFound, (await Post(stranger, id, "Only a stranger's", IntoSpanish)).Rejection);
        Assert.Null(await Translations(stranger, id, 2));
        Assert.Null(await Targets(stranger, id, "en"));
        Assert.DoesNotContain(front.Engine.Asked, text => text.StartsWith("Only", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_contact_who_asks_for_a_translation_sends_her_own_words()
    {
        await using var visitor = await front.Visit();
        var id = await visitor.Begin();
        var answer = await Post(visitor, id, "Mine alone", IntoSpanish);
        Assert.Equal(new ConversationEvent.MessagePosted("Mine alone"), (await visitor.Read(id, answer.Seq!.Value - 1))!.Entries.Single().Event);
        Assert.DoesNotContain("Mine alone", front.Engine.Asked);
    }

    [Fact]
    public async Task Languages_that_are_none_and_lists_without_measure_are_refused()
    {
        await using var olivia = await front.SitDown(front.Shop, front.Shop.Olivia);
        await using var visitor = await front.Visit();
        var id = await Taken(olivia, visitor);
        Assert.Equal(Rejection.LocaleIsInvalid, (await Post(olivia, id, "Hello", new("en", "<b>"))).Rejection);
        await Refused(() => Targets(olivia, id, "../en"), "validation");
        await Refused(() => Translations(olivia, id, new LanguagePair("", "en"), 2), "validation");
        await Refused(() => Translations(olivia, id), "validation");
        await Refused(() => Translations(olivia, id, 2, 2), "validation");
        await Refused(() => Translations(olivia, id, 0), "validation");
        await Refused(() => Translations(olivia, id, [.. Enumerable.Range(1, Limits.TranslatedAtOnceMax + 1).Select(seq => (long)seq)]), "validation");
    }

    private static async Task Refused(Func<Task> call, string code) =>
        Assert.Contains(code, (await Assert.ThrowsAsync<HubException>(call)).Message, StringComparison.Ordinal);

    private static async Task<ConversationId> Taken(Desk olivia, Visitor visitor, string first = "Hello?")
    {
        var id = await visitor.Begin(first);
        Assert.Null((await olivia.Assign(id)).Rejection);
        return id;
    }

    private static Task<Answer> Post(HubClient who, ConversationId id, string text, LanguagePair? languages) =>
        who.Connection.InvokeAsync<Answer>("PostMessage", new PostMessage(id, HubClient.NewCommand(), text, Translate: languages));

    private static Task<TranslationList?> Translations(Desk desk, ConversationId id, params long[] seqs) =>
        Translations(desk, id, new LanguagePair("es", "en"), seqs);

    private static Task<TranslationList?> Translations(Desk desk, ConversationId id, LanguagePair languages, params long[] seqs) =>
        desk.Connection.InvokeAsync<TranslationList?>("ReadTranslations", new ReadTranslations(id, [.. seqs], languages));

    private static Task<TargetLanguages?> Targets(Desk desk, ConversationId id, string from) =>
        desk.Connection.InvokeAsync<TargetLanguages?>("ReadTargetLanguages", new ReadTargetLanguages(id, from));
}
