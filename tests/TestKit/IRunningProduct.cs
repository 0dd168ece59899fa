namespace MessageCenter.TestKit;

/// <summary>The product as people meet it: addresses, whatever runs behind them.</summary>
public interface IRunningProduct : IAsyncDisposable
{
    /// <summary>Where the dashboard, the hubs and the API are.</summary>
    Uri Address { get; }

    /// <summary>The demo shop, on its own origin where the program gave it one.</summary>
    Uri DemoAddress { get; }

    /// <summary>Everything that it printed.</summary>
    string Output { get; }
}
