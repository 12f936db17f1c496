using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace Snapchat.AudienceExport.Tests.Acceptance;

/// <summary>Keeps every line that anything in the host logs, structured values and exceptions included.</summary>
internal sealed class MessageLog : ILoggerProvider, ILogger
{
    public ConcurrentQueue<string> Lines { get; } = [];

    public ILogger CreateLogger(string categoryName) => this;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        string values = state is IEnumerable<KeyValuePair<string, object?>> pairs ? string.Join(' ', pairs.Select(pair => pair.Value)) : "";
        Lines.Enqueue($"{formatter(state, exception)} {values} {exception}");
    }

    public void Dispose()
    {
    }
}
