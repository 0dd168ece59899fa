namespace MessageCenter.Storage;

/// <summary>The store cannot be used as it is. The message is one line for the person who starts the program.</summary>
public class StoreStartupException(string message, Exception? inner = null) : Exception(message, inner);

/// <summary>A newer version of the program has written this store; an older one would not understand it.</summary>
public sealed class SchemaIsNewerException(string path, long found, long known) : StoreStartupException(
    $"The store {path} has schema version {found}, this program knows {known}: start the newer program, or restore a backup.");

/// <summary>A schema script was applied in another wording than the program has now: one of the two was tampered with.</summary>
public sealed class SchemaIsChangedException(string path, string script) : StoreStartupException(
    $"The store {path} was made with another text of the schema script {script}: this program does not belong to it.");

/// <summary>An acknowledged message could be lost with these settings.</summary>
public sealed class WeakSettingsException(string path, string setting, string why) : StoreStartupException(
    $"The store {path} refuses {setting}: {why}");
