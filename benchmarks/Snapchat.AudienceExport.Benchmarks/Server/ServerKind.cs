namespace Snapchat.AudienceExport.Benchmarks.Server;

/// <summary>What the draining server is made of.</summary>
internal enum ServerKind
{
    /// <summary>The web server of .NET, as an API would run on. Reading a body costs it more than sending one costs us.</summary>
    Kestrel,

    /// <summary>Threads that read from sockets and hardly look at what they read: the least that a server can cost, and the lowest floor.</summary>
    Sockets,
}
