using System.Data.Common;

namespace MessageCenter.Storage.Sql;

/// <summary>Connections that only read. Each read sees everything that was answered before it began.</summary>
internal abstract class SqlReaders
{
    internal abstract SqlDialect Dialect { get; }

    /// <summary>Lends a connection; whatever the driver throws becomes a StoreUnavailableException.</summary>
    internal abstract Task<TResult> Read<TResult>(
        Func<DbConnection, CancellationToken, Task<TResult>> read, CancellationToken cancel);
}
