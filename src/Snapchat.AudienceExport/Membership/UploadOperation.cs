namespace Snapchat.AudienceExport.Membership;

/// <summary>The two directions of a request. A clear counts as a removal.</summary>
internal enum UploadOperation
{
    Add = 0,
    Remove,
}
