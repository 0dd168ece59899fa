using MessageCenter.LoadTest.Measure;

namespace MessageCenter.Faults.Tests;

/// <summary>The judge of every load and crash run must itself be able to find each kind of broken promise.</summary>
public sealed class TimelineCheckTests
{
    private static readonly Guid A = Seed.Id(1), B = Seed.Id(2), C = Seed.Id(3);

    private static readonly ReadEntry Began = new(1, Guid.Empty, null);

    [Fact]
    public void Finds_nothing_when_all_is_as_acknowledged() =>
        Finds(new(0, 0, 0), [new(A, 2, "a"), new(B, 3, "b")], [Began, new(2, A, "a"), new(3, B, "b")]);

    [Fact]
    public void Finds_an_acknowledged_message_that_is_gone() =>
        Finds(new(1, 0, 0), [new(A, 2, "a"), new(B, 3, "b")], [Began, new(2, A, "a")]);

    [Fact]
    public void Finds_another_text() =>
        Finds(new(1, 0, 0), [new(A, 2, "a")], [Began, new(2, A, "b")]);

    [Fact]
    public void Finds_a_message_that_is_there_twice() =>
        Finds(new(0, 1, 0), [new(A, 2, "a")], [Began, new(2, A, "a"), new(3, A, "a")]);

    [Fact]
    public void Finds_a_message_at_another_seq() =>
        Finds(new(0, 0, 1), [new(A, 3, "a")], [Began, new(2, A, "a")]);

    [Fact]
    public void Finds_messages_in_another_order_than_they_were_sent() =>
        Finds(new(0, 0, 1), [new(A, 0, "a"), new(B, 0, "b")], [Began, new(2, B, "b"), new(3, A, "a")]);

    [Fact]
    public void Finds_a_hole() =>
        Finds(new(0, 0, 1), [new(A, 3, "a")], [Began, new(3, A, "a")]);

    [Fact]
    public void Allows_a_message_without_answer_to_be_there_or_not() =>
        Finds(new(0, 0, 0), [new(A, 2, "a"), new(B, 0, "b"), new(C, 0, "c")], [Began, new(2, A, "a"), new(3, B, "b")]);

    private static void Finds(Violations expected, SentMessage[] sent, ReadEntry[] read) =>
        Assert.Equal(expected, TimelineCheck.Check(sent, read));
}
