using System.Buffers;
using System.Runtime.InteropServices;
using System.Text.Json;

namespace Snapchat.AudienceExport.Testing.Users;

/// <summary>
/// Reads <c>{"users":[{"schema":["EMAIL_SHA256"],"data":[["…"],…]}]}</c> piece by piece: no document, no string and no object per row.
/// </summary>
/// <remarks>
/// A JSON reader decides everything, whatever the white space and the order of members. Only rows in the usual compact form, which are nearly all bytes of a large body,
/// are taken past it: <c>,["64 digits"]</c> after a row leaves the reader where it was, after a row.
/// </remarks>
internal sealed class UsersBodyParser(UsersBody body, bool rejectUpperCase, int capacityHint)
{
    private const int CompactRowLength = Sha256Digest.HexLength + 5;

    private JsonReaderState _state;
    private UsersPlace _place;
    private int _total;
    private int _rowLength;
    private int _skipDepth;
    private UsersPlace _afterSkip;

    private UsersPart Part => body.Parts[^1];

    /// <summary>Reads as many whole tokens as there are.</summary>
    /// <returns>How many bytes are done with.</returns>
    /// <exception cref="JsonException">It is not JSON.</exception>
    public int Parse(ReadOnlySpan<byte> bytes, bool isLast)
    {
        int consumed = 0;
        Utf8JsonReader reader = new(bytes, isLast, _state);
        while (reader.Read())
        {
            if (!Follow(ref reader))
                continue;
            int start = consumed + (int)reader.BytesConsumed;
            int rows = TakeCompactRows(bytes[start..]);
            if (rows > 0)
            {
                consumed = start + (rows * CompactRowLength);
                reader = new Utf8JsonReader(bytes[consumed..], isLast, reader.CurrentState);
            }
        }
        _state = reader.CurrentState;
        return consumed + (int)reader.BytesConsumed;
    }

    private int TakeCompactRows(ReadOnlySpan<byte> bytes)
    {
        int rows = 0;
        while (bytes.Length >= CompactRowLength && bytes.StartsWith(",[\""u8) && bytes[CompactRowLength - 2] == '"' && bytes[CompactRowLength - 1] == ']'
            && TryTake(bytes.Slice(3, Sha256Digest.HexLength)))
        {
            bytes = bytes[CompactRowLength..];
            rows++;
        }
        return rows;
    }

    private bool TryTake(ReadOnlySpan<byte> hex)
    {
        if (hex.Length != Sha256Digest.HexLength || (rejectUpperCase && hex.ContainsAnyInRange((byte)'A', (byte)'F')))
            return false;
        if (_total >= UsersBody.MaxIdentifiers)
        {
            Part.AddUnkept();
        }
        else
        {
            Span<byte> digest = MemoryMarshal.AsBytes(Part.Next(capacityHint));
            if (Convert.FromHexString(hex, digest, out _, out _) != OperationStatus.Done)
                return false;
            Part.Advance();
        }
        _total++;
        return true;
    }

    /// <summary>Follows the reader through the body.</summary>
    /// <returns>Whether it stands directly after a row.</returns>
    private bool Follow(ref Utf8JsonReader reader)
    {
        JsonTokenType token = reader.TokenType;
        switch (_place, token)
        {
            case (UsersPlace.Start, JsonTokenType.StartObject):
                _place = UsersPlace.Body;
                break;
            case (UsersPlace.Body, JsonTokenType.PropertyName):
                Enter(ref reader, reader.ValueTextEquals("users"u8) ? UsersPlace.UsersStart : UsersPlace.Skipped);
                break;
            case (UsersPlace.UsersStart, JsonTokenType.StartArray):
                _place = UsersPlace.Users;
                break;
            case (UsersPlace.Users, JsonTokenType.StartObject):
                body.Parts.Add(new UsersPart());
                _place = UsersPlace.Part;
                break;
            case (UsersPlace.Part, JsonTokenType.PropertyName):
                Enter(ref reader, reader.ValueTextEquals("schema"u8) ? UsersPlace.SchemaStart : reader.ValueTextEquals("data"u8) ? UsersPlace.DataStart : UsersPlace.Skipped);
                break;
            case (UsersPlace.SchemaStart, JsonTokenType.StartArray):
                _place = UsersPlace.Schema;
                break;
            case (UsersPlace.Schema, JsonTokenType.String):
                Part.AddSchema(KindOf(ref reader));
                break;
            case (UsersPlace.DataStart, JsonTokenType.StartArray):
                _place = UsersPlace.Data;
                break;
            case (UsersPlace.Data, JsonTokenType.StartArray):
                _rowLength = 0;
                _place = UsersPlace.Row;
                break;
            case (UsersPlace.Row, JsonTokenType.String) when _rowLength++ == 0:
                if (reader.ValueIsEscaped || !TryTake(reader.ValueSpan))
                    TakeMalformed();
                break;
            case (UsersPlace.Row, JsonTokenType.EndArray) when _rowLength == 1:
                _place = UsersPlace.Data;
                return true;
            case (UsersPlace.Schema or UsersPlace.Data, JsonTokenType.EndArray):
                _place = UsersPlace.Part;
                break;
            case (UsersPlace.Part, JsonTokenType.EndObject):
                _place = UsersPlace.Users;
                break;
            case (UsersPlace.Users, JsonTokenType.EndArray):
                _place = UsersPlace.Body;
                break;
            case (UsersPlace.Body, JsonTokenType.EndObject):
                _place = UsersPlace.End;
                break;
            case (UsersPlace.Skipped, _):
                if (reader.CurrentDepth == _skipDepth && token is not (JsonTokenType.StartObject or JsonTokenType.StartArray))
                    _place = _afterSkip;
                break;
            default:
                body.Problem ??= $"Unexpected {token} ({_place})";
                _place = UsersPlace.Broken;
                break;
        }
        return false;
    }

    private void Enter(ref Utf8JsonReader reader, UsersPlace place)
    {
        _afterSkip = _place;
        _skipDepth = reader.CurrentDepth;
        _place = place;
    }

    private void TakeMalformed()
    {
        Part.AddMalformed();
        _total++;
    }

    private static IdentifierKind? KindOf(ref Utf8JsonReader reader) =>
        reader.ValueTextEquals("EMAIL_SHA256"u8) ? IdentifierKind.Email
        : reader.ValueTextEquals("PHONE_SHA256"u8) ? IdentifierKind.Phone
        : reader.ValueTextEquals("MOBILE_AD_ID_SHA256"u8) ? IdentifierKind.MobileAdId
        : null;
}
