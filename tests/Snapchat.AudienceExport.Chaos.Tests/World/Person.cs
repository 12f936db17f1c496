namespace Snapchat.AudienceExport.Chaos.Tests.World;

/// <summary>Somebody who comes and goes.</summary>
/// <param name="Email">The email, as badly spelled as people do.</param>
/// <param name="Phone">The SHA-256 of the phone number in hexadecimal digits, or null for somebody without a phone.</param>
/// <param name="MobileAdId">The mobile advertising ID, or null for somebody without one.</param>
internal sealed record Person(string Email, string? Phone, string? MobileAdId)
{
    public string? this[string field] => field switch
    {
        PeopleSource.Email => Email,
        PeopleSource.Phone => Phone,
        PeopleSource.MobileAdId => MobileAdId,
        _ => throw new ArgumentException($"There is no field '{field}'.", nameof(field)),
    };
}
