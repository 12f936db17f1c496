namespace Snapchat.AudienceExport.Testing.Users;

/// <summary>Where in the body of an upload or removal the parser stands.</summary>
internal enum UsersPlace
{
    /// <summary>Before it.</summary>
    Start,

    /// <summary>In its object.</summary>
    Body,

    /// <summary>Before the array <c>users</c>.</summary>
    UsersStart,

    /// <summary>In the array <c>users</c>.</summary>
    Users,

    /// <summary>In an element of <c>users</c>.</summary>
    Part,

    /// <summary>Before the array <c>schema</c>.</summary>
    SchemaStart,

    /// <summary>In the array <c>schema</c>.</summary>
    Schema,

    /// <summary>Before the array <c>data</c>.</summary>
    DataStart,

    /// <summary>In the array <c>data</c>.</summary>
    Data,

    /// <summary>In a row of <c>data</c>.</summary>
    Row,

    /// <summary>In the value of a member that does not matter.</summary>
    Skipped,

    /// <summary>Behind it.</summary>
    End,

    /// <summary>Somewhere in a body of another shape.</summary>
    Broken,
}
