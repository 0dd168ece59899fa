namespace MessageCenter.Grains.Stores;

/// <summary>A list was asked to go on after something that is no cursor of that list.</summary>
public sealed class InvalidCursorException() : ArgumentException("The cursor is none of this list.");
