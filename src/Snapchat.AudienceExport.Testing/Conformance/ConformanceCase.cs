namespace Snapchat.AudienceExport.Testing;

/// <summary>One rule of a contract, as a test that any framework can run.</summary>
/// <typeparam name="T">The contract, as in <see cref="Storage.IAudienceExportStore"/>.</typeparam>
public sealed class ConformanceCase<T>
{
    private readonly Func<T, CancellationToken, Task> _run;

    internal ConformanceCase(string name, Func<T, CancellationToken, Task> run) => (Name, _run) = (name, run);

    /// <summary>Gets the rule, as a sentence; no two cases of a suite have the same.</summary>
    public string Name { get; }

    /// <summary>Runs the case.</summary>
    /// <param name="subject">What is tested: new or empty, and used by nobody else meanwhile.</param>
    /// <param name="cancellationToken">Stops the case.</param>
    /// <returns>A task that ends when the rule was found to hold.</returns>
    /// <exception cref="ConformanceException">The rule does not hold.</exception>
    public Task RunAsync(T subject, CancellationToken cancellationToken = default) => _run(subject, cancellationToken);

    /// <summary>Returns the name.</summary>
    /// <returns><see cref="Name"/>.</returns>
    public override string ToString() => Name;
}
