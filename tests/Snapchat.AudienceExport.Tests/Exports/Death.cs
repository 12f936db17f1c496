namespace Snapchat.AudienceExport.Tests.Exports;

/// <summary>When a process dies, seen from a write.</summary>
internal enum Death
{
    None = 0,

    /// <summary>Before it: nothing is kept.</summary>
    Before,

    /// <summary>After it: it is kept, and the process does not learn that.</summary>
    After,
}
