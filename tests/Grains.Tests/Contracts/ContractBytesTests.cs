using System.Text.Json;
using System.Text.Json.Nodes;
using MessageCenter.Domain;
using MessageCenter.Domain.Conversations;
using MessageCenter.Grains.Interfaces;
using MessageCenter.Grains.Interfaces.Feeds;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Serialization;

namespace MessageCenter.Grains.Tests.Contracts;

/// <summary>Bytes of one version are read by the other: those that were released by this one, and those of a later one by this.</summary>
public sealed class ContractBytesTests : IDisposable
{
    private readonly ServiceProvider services = new ServiceCollection().AddSerializer().BuildServiceProvider();

    public void Dispose() => services.Dispose();

    [Fact]
    public void Bytes_of_the_released_version_are_read_with_every_field_as_it_was()
    {
        var serializer = services.GetRequiredService<Serializer<object>>();
        var today = Contract.Types.Where(type => type is { IsAbstract: false, IsGenericType: false }).Select(type =>
        {
            var value = ContractSample.Of(type);
            return $"{Contract.AliasOf(type)} {Convert.ToBase64String(serializer.SerializeToArray(value))} {Shown(value)}";
        });

        foreach (var line in Snapshot.Promised("bytes.txt", today))
        {
            var parts = line.Split(' ', 3);
            var read = JsonNode.Parse(Shown(serializer.Deserialize(Convert.FromBase64String(parts[1]))!));
            Assert.True(Holds(read, JsonNode.Parse(parts[2])), $"{parts[0]} was {parts[2]} and is read as {read?.ToJsonString()}");
        }
    }

    [Fact]
    public void A_field_that_only_a_later_version_knows_is_skipped()
    {
        var answer = new AnswerOfTomorrow(
            7, null, new(RejectionCode.Conflict, "noFreeSlot"), new("later", [new("and", []), new("deeper", [])]), "hint");

        var read = Read<AnswerOfTomorrow, Answer>(answer);

        Assert.Equal(new(7, null, new(RejectionCode.Conflict, "noFreeSlot")), read);
    }

    [Fact]
    public void A_field_that_an_earlier_version_did_not_write_is_empty()
    {
        var read = Read<Answer, AnswerOfTomorrow>(new(7, null, null));

        Assert.Equal(new(7, null, null, null, null), read);
    }

    [Fact]
    public void Every_kind_of_event_and_push_is_read_as_what_it_is()
    {
        var serializer = services.GetRequiredService<Serializer>();
        foreach (var type in Contract.Types.Where(type => !type.IsAbstract && type.IsAssignableTo(typeof(FeedPush))))
        {
            var push = (FeedPush)ContractSample.Of(type);
            Assert.Equal(push, serializer.Deserialize<FeedPush>(serializer.SerializeToArray(push)));
        }
        foreach (var type in Contract.Types.Where(type => !type.IsAbstract && type.IsAssignableTo(typeof(ConversationEvent))))
        {
            var happened = (ConversationEvent)ContractSample.Of(type);
            Assert.Equal(happened, serializer.Deserialize<ConversationEvent>(serializer.SerializeToArray(happened)));
        }
    }

    private TRead Read<TWritten, TRead>(TWritten written) =>
        services.GetRequiredService<Serializer<TRead>>().Deserialize(
            services.GetRequiredService<Serializer<TWritten>>().SerializeToArray(written))!;

    private static string Shown(object value) => JsonSerializer.Serialize(value, value.GetType());

    /// <summary>All that was is there and is the same; more may be.</summary>
    private static bool Holds(JsonNode? read, JsonNode? was) => (read, was) switch
    {
        (JsonObject now, JsonObject then) => then.All(field => now.ContainsKey(field.Key) && Holds(now[field.Key], field.Value)),
        (JsonArray now, JsonArray then) => now.Count == then.Count && now.Zip(then).All(pair => Holds(pair.First, pair.Second)),
        _ => JsonNode.DeepEquals(read, was),
    };
}

/// <summary>The same fields as <see cref="Answer"/>, and what a later version may add.</summary>
[GenerateSerializer, Alias("AnswerOfTomorrow")]
public sealed record AnswerOfTomorrow(long? Seq, DateTimeOffset? At, Rejection? Rejection, Addition? More, string? Hint);

/// <summary>A type that this version does not know.</summary>
[GenerateSerializer, Alias("Addition")]
public sealed record Addition(string Text, EquatableArray<Addition> Parts);
