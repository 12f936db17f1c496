namespace Snapchat.AudienceExport.Chaos.Tests.Engines;

/// <summary>The life of a process, counted in steps: what it changes on the disk, each request it sends, each answer it gets.</summary>
internal sealed class Life
{
    private readonly Lock _lock = new();

    /// <summary>Gets how many steps were taken.</summary>
    public int Steps { get; private set; }

    /// <summary>Gets or sets after which step the process dies.</summary>
    public int DiesAfter { get; set; } = int.MaxValue;

    /// <summary>Gets whether the process is dead.</summary>
    public bool IsDead { get; private set; }

    /// <summary>Gets what a process does when its time has come: a real one kills itself.</summary>
    public Action? Dies { get; init; }

    /// <summary>Gets or sets what happens after which step, as long as the process lives: a cancellation.</summary>
    public (int Step, Action Do)? Event { get; set; }

    /// <summary>Gets which steps only wrote bytes into a file, of which there are many alike.</summary>
    public HashSet<int> Writes { get; } = [];

    /// <summary>Takes a step.</summary>
    /// <param name="isWrite">Whether it only writes bytes into a file.</param>
    /// <exception cref="DeathException">The process is dead.</exception>
    public void Step(bool isWrite = false)
    {
        Action? happening = null;
        lock (_lock)
        {
            IsDead |= Steps >= DiesAfter;
            if (IsDead)
            {
                Dies?.Invoke();
                throw new DeathException();
            }

            Steps++;
            if (isWrite)
                Writes.Add(Steps);
            if (Event is { } coming && Steps >= coming.Step)
                (happening, Event) = (coming.Do, null);
        }

        happening?.Invoke();
    }
}
