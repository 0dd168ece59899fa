using Azure.Core.Pipeline;

namespace MessageCenter.Storage.Azure;

/// <summary>Which storage account, and how long a call may take.</summary>
public sealed class AzureStoreOptions
{
    /// <summary>The connection string of the storage account. "UseDevelopmentStorage=true" is Azurite on its own ports.</summary>
    public string ConnectionString { get; set; } = "UseDevelopmentStorage=true";

    /// <summary>Begins the name of every table: letters and digits, a letter first. Several installations share an account by it.</summary>
    public string TablePrefix { get; set; } = "messagecenter";

    /// <summary>After this long a call is answered "unavailable", with all of its tries.</summary>
    public TimeSpan CallTimeout { get; set; } = TimeSpan.FromSeconds(8);

    /// <summary>After this long a try has no answer, and the call goes on without it.</summary>
    public TimeSpan TryTimeout { get; set; } = TimeSpan.FromSeconds(3);

    /// <summary>The pause ahead of the second try; it doubles with each further one.</summary>
    public TimeSpan RetryPause { get; set; } = TimeSpan.FromMilliseconds(50);

    /// <summary>Stands between the client and the wire: tests fail requests here.</summary>
    internal HttpPipelinePolicy? Wire { get; set; }
}
