using DuckDB.NET.Native;

namespace Snapchat.AudienceExport.DuckDb.Reading;

/// <summary>Interrupts whatever query runs once a token is canceled, again and again: DuckDB forgets an interruption that comes just before a query starts.</summary>
internal sealed class QueryInterruption : IDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(100);

    private readonly Lock _lock = new();
    private readonly DuckDBNativeConnection _connection;
    private readonly CancellationTokenRegistration _registration;
    private Timer? _timer;
    private bool _isOver;

    public QueryInterruption(DuckDBNativeConnection connection, CancellationToken cancellationToken)
    {
        _connection = connection;
        _registration = cancellationToken.UnsafeRegister(static state => ((QueryInterruption)state!).Start(), this);
    }

    /// <summary>Ends the interruptions; afterwards the connection may be closed.</summary>
    public void Dispose()
    {
        lock (_lock)
        {
            _isOver = true;
            _timer?.Dispose();
        }

        _registration.Dispose();
    }

    private void Start()
    {
        lock (_lock)
        {
            if (!_isOver)
                _timer = new Timer(static state => ((QueryInterruption)state!).Interrupt(), this, TimeSpan.Zero, Interval);
        }
    }

    private void Interrupt()
    {
        lock (_lock)
        {
            if (!_isOver)
                _connection.Interrupt();
        }
    }
}
