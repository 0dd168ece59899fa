namespace MessageCenter.Clustering;

/// <summary>A setting cannot be as it is. The message is one line for the person who starts the program.</summary>
public sealed class SettingIsRefusedException(string setting, string why, Exception? inner = null)
    : Exception($"The setting {setting} is refused: {why}.", inner);
