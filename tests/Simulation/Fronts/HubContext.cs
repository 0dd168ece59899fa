using Microsoft.AspNetCore.SignalR;

namespace MessageCenter.Simulation.Fronts;

/// <summary>SignalR of one front, as far as the product's feeds use it: groups, and single connections.</summary>
internal sealed class HubContext<THub, TClient> : IHubContext<THub, TClient>, IHubClients<TClient>, IGroupManager
    where THub : Hub<TClient>
    where TClient : class
{
    private readonly Dictionary<string, List<Socket>> groups = [];
    private readonly Dictionary<string, Socket> sockets = [];

    IHubClients<TClient> IHubContext<THub, TClient>.Clients => this;

    IGroupManager IHubContext<THub, TClient>.Groups => this;

    TClient IHubClients<TClient>.All => throw Unused();

    public void Add(Socket socket) => sockets[socket.Id] = socket;

    public void Remove(Socket socket)
    {
        sockets.Remove(socket.Id);
        foreach (var members in groups.Values)
        {
            members.Remove(socket);
        }
    }

    public TClient Group(string groupName) => To(() => groups.GetValueOrDefault(groupName) ?? []);

    public TClient Client(string connectionId) => To(() => sockets.TryGetValue(connectionId, out var one) ? [one] : []);

    public Task AddToGroupAsync(string connectionId, string groupName, CancellationToken cancellationToken = default)
    {
        if (sockets.TryGetValue(connectionId, out var socket))
        {
            if (!groups.TryGetValue(groupName, out var members))
            {
                groups[groupName] = members = [];
            }
            if (!members.Contains(socket))
            {
                members.Add(socket);
            }
        }
        return Task.CompletedTask;
    }

    public Task RemoveFromGroupAsync(string connectionId, string groupName, CancellationToken cancellationToken = default)
    {
        if (sockets.TryGetValue(connectionId, out var socket) && groups.TryGetValue(groupName, out var members))
        {
            members.Remove(socket);
        }
        return Task.CompletedTask;
    }

    public TClient AllExcept(IReadOnlyList<string> excludedConnectionIds) => throw Unused();

    public TClient Clients(IReadOnlyList<string> connectionIds) => throw Unused();

    public TClient Groups(IReadOnlyList<string> groupNames) => throw Unused();

    public TClient GroupExcept(string groupName, IReadOnlyList<string> excludedConnectionIds) => throw Unused();

    public TClient User(string userId) => throw Unused();

    public TClient Users(IReadOnlyList<string> userIds) => throw Unused();

    private static TClient To(Func<IReadOnlyList<Socket>> sockets) =>
        new Audience(sockets) as TClient ?? throw new InvalidOperationException("The audience does not speak this hub's words.");

    private static NotSupportedException Unused() => new("The product does not use this; the simulator does not know it.");
}
