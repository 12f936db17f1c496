using System.Text;

namespace Snapchat.AudienceExport.Tests.Normalization;

/// <summary>Hand-written values for every rule, in the order of the rules.</summary>
internal static class EmailNormalizerCases
{
    private const string Sha256 = "542D240129883C019E106E3B1B2D3F3CB3537C43C425364DE8E951D5A3083345";

    private static string Repeat(char character, int times) => new(character, times);

    /// <summary>Values that are addresses, and their normalized forms.</summary>
    public static TheoryData<string, string> Valid => new()
    {
        { "person@example.com", "person@example.com" },
        { "Person@Example.COM", "person@example.com" },
        // Trimmed: white space of any script, byte order mark, zero-width characters.
        { " \t\r\n\v\fa@b.cd\f\v\n\r\t ", "a@b.cd" },
        { "\u0085\u00A0\u1680\u2000\u200A\u2028\u2029\u202F\u205F\u3000a@b.cd\u3000\u205F\u202F\u2029\u2028\u200A\u2000\u1680\u00A0\u0085", "a@b.cd" },
        { "\uFEFF\u200B\u200C\u200D\u2060a@b.cd\u2060\u200D\u200C\u200B\uFEFF", "a@b.cd" },
        { "\u200B \u200Ba@b.cd \uFEFF ", "a@b.cd" },
        // Zero-width characters inside an address are somebody else's identity, not ours to change.
        { "a\u200Bb@c.de", "a\u200Bb@c.de" },
        // Nothing else is changed: no dots, tags or composition.
        { "First.Last+Tag@Gmail.com", "first.last+tag@gmail.com" },
        { "e\u0301@x.fr", "e\u0301@x.fr" },
        { "\u00C9@X.FR", "\u00E9@x.fr" },
        { "BÜRO@MÜNCHEN.DE", "büro@münchen.de" },
        { "m@XN--MNCHEN-3YA.de", "m@xn--mnchen-3ya.de" },
        { "a@1.2", "a@1.2" },
        { "!#$%&'*+/=?^_`{|}~-@x.io", "!#$%&'*+/=?^_`{|}~-@x.io" },
        { ".a..b.@x.io", ".a..b.@x.io" },
        // Lower-casing.
        { "ΟΔΥΣΣΕΥΣ@ΑΣ-Σ1.GR", "οδυσσευς@ας-σ1.gr" },
        // A dot does not end a word if a letter follows.
        { "ΝΙΚΟΣ.Α@ΕΛΛΑΣ.GR", "νικοσ.α@ελλασ.gr" },
        { "\u0130@X.TR", "i\u0307@x.tr" },
        { "I\u0131@X.TR", "i\u0131@x.tr" },
        { "\u212A@X.COM", "k@x.com" },
        { "\u1E9E@X.DE", "\u00DF@x.de" },
        { "\U00010400@X.COM", "\U00010428@x.com" },
        // Quoted local parts.
        { "\"a@b\"@X.com", "\"a@b\"@x.com" },
        { "\"a\"@x.com", "\"a\"@x.com" },
        { "\"@\"@x.com", "\"@\"@x.com" },
        { "\"\"@x.com", "\"\"@x.com" },
        { "\"a@@b.\"@x.com", "\"a@@b.\"@x.com" },
        // Lengths are counted in UTF-8 bytes after lower-casing.
        { Repeat('A', 248) + "@x.com", Repeat('a', 248) + "@x.com" },
        { Repeat('\u212A', 248) + "@x.com", Repeat('k', 248) + "@x.com" },
        { "\u0130" + Repeat('a', 245) + "@x.com", "i\u0307" + Repeat('a', 245) + "@x.com" },
        { Repeat(' ', 5000) + "a@x.com" + Repeat('\u3000', 5000), "a@x.com" },
        // Digests are recognized by length and digits only.
        { Repeat('a', 59) + "@b.cd", Repeat('a', 59) + "@b.cd" },
    };

    /// <summary>Values that are no usable addresses, and the first reason why.</summary>
    public static TheoryData<string?, IdentifierStatus> Refused => new()
    {
        { null, IdentifierStatus.Blank },
        { "", IdentifierStatus.Blank },
        { " \t\r\n\u00A0\u3000\uFEFF\u200B\u200C\u200D\u2060 ", IdentifierStatus.Blank },

        { Sha256, IdentifierStatus.AlreadyHashed },
        { $"\uFEFF {Sha256.ToLowerInvariant()}\n", IdentifierStatus.AlreadyHashed },
        { Repeat('0', 64), IdentifierStatus.AlreadyHashed },

        { Repeat('a', 32), IdentifierStatus.UnsupportedHash },
        { Repeat('F', 40) + " ", IdentifierStatus.UnsupportedHash },
        { Repeat('9', 128), IdentifierStatus.UnsupportedHash },
        { Repeat('a', 31), IdentifierStatus.MissingAt },
        { Repeat('a', 63), IdentifierStatus.MissingAt },
        { Repeat('g', 64), IdentifierStatus.MissingAt },
        { Repeat('a', 56), IdentifierStatus.MissingAt },
        { Repeat('\uFF11', 64), IdentifierStatus.MissingAt },
        { "0x" + Repeat('a', 64), IdentifierStatus.MissingAt },

        { "\uD800", IdentifierStatus.InvalidText },
        { "\uDC00@x.com", IdentifierStatus.InvalidText },
        { "a@x.com\uD800", IdentifierStatus.InvalidText },
        { "a\uDC00\uD800@x.com", IdentifierStatus.InvalidText },
        // Invalid text comes before everything else that is wrong with it.
        { "a b\uD800", IdentifierStatus.InvalidText },
        { Repeat('a', 300) + "\uD800", IdentifierStatus.InvalidText },

        { "a b@x.com", IdentifierStatus.ForbiddenCharacter },
        { "a@x.com b@x.com", IdentifierStatus.ForbiddenCharacter },
        { "a@x.com,b@x.com", IdentifierStatus.ForbiddenCharacter },
        { "a@x.com;", IdentifierStatus.ForbiddenCharacter },
        { "<a@x.com>", IdentifierStatus.ForbiddenCharacter },
        { "mailto:a@x.com", IdentifierStatus.ForbiddenCharacter },
        { "a@[127.0.0.1]", IdentifierStatus.ForbiddenCharacter },
        { "a(b)@x.com", IdentifierStatus.ForbiddenCharacter },
        { "a\\@x.com", IdentifierStatus.ForbiddenCharacter },
        { "a\0@x.com", IdentifierStatus.ForbiddenCharacter },
        { "a@x.com\u001F", IdentifierStatus.ForbiddenCharacter },
        { "a\u007F@x.com", IdentifierStatus.ForbiddenCharacter },
        { "a\u0080@x.com", IdentifierStatus.ForbiddenCharacter },
        { "a\u009F@x.com", IdentifierStatus.ForbiddenCharacter },
        { "a\u00A0b@x.com", IdentifierStatus.ForbiddenCharacter },
        { "ä\u2003b@x.com", IdentifierStatus.ForbiddenCharacter },
        { "a\u3000b@x.com", IdentifierStatus.ForbiddenCharacter },
        // In quotes too, and before length and shape.
        { "\"a b\"@x.com", IdentifierStatus.ForbiddenCharacter },
        { "\"a,b\"@x.com", IdentifierStatus.ForbiddenCharacter },
        { " ; ", IdentifierStatus.ForbiddenCharacter },
        { Repeat('a', 1000) + " b", IdentifierStatus.ForbiddenCharacter },
        { Repeat('ä', 2000) + "\u00A0b", IdentifierStatus.ForbiddenCharacter },
        // Quotes that do not enclose the local part.
        { "\"", IdentifierStatus.ForbiddenCharacter },
        { "\"\"", IdentifierStatus.ForbiddenCharacter },
        { "\"a@x.com", IdentifierStatus.ForbiddenCharacter },
        { "\"a@x.com\"", IdentifierStatus.ForbiddenCharacter },
        { "a\"b@x.com", IdentifierStatus.ForbiddenCharacter },
        { "a\"b\"@x.com", IdentifierStatus.ForbiddenCharacter },
        { "\"a\"b@x.com", IdentifierStatus.ForbiddenCharacter },
        { "\"a\"b\"@x.com", IdentifierStatus.ForbiddenCharacter },
        { "\"a\".\"b\"@x.com", IdentifierStatus.ForbiddenCharacter },
        { "\"a\"@b@x.com", IdentifierStatus.ForbiddenCharacter },
        { "\"a\"@x\".com", IdentifierStatus.ForbiddenCharacter },
        { "\"a\"@\"", IdentifierStatus.ForbiddenCharacter },
        { Repeat('a', 2000) + "\"", IdentifierStatus.ForbiddenCharacter },

        { Repeat('a', 249) + "@x.com", IdentifierStatus.TooLong },
        { Repeat('ä', 125) + "@x.com", IdentifierStatus.TooLong },
        { Repeat('\u0130', 83) + "@x.com", IdentifierStatus.TooLong },
        { "\"" + Repeat('@', 2000) + "\"@x.com", IdentifierStatus.TooLong },
        { Repeat('a', 255), IdentifierStatus.TooLong },

        { "nobody", IdentifierStatus.MissingAt },
        { "n/a", IdentifierStatus.MissingAt },
        { "null", IdentifierStatus.MissingAt },
        { "-", IdentifierStatus.MissingAt },
        { "a\uFF20x.com", IdentifierStatus.MissingAt },
        { Repeat('a', 254), IdentifierStatus.MissingAt },

        { "a@b@x.com", IdentifierStatus.SeveralAt },
        { "@@", IdentifierStatus.SeveralAt },
        { "@a@x.com", IdentifierStatus.SeveralAt },
        { "a@@x.com", IdentifierStatus.SeveralAt },
        { "a@x.com@", IdentifierStatus.SeveralAt },

        { "@", IdentifierStatus.EmptyLocalPart },
        { "@x.com", IdentifierStatus.EmptyLocalPart },

        { "a@", IdentifierStatus.InvalidDomain },
        { "a@localhost", IdentifierStatus.InvalidDomain },
        { "a@.com", IdentifierStatus.InvalidDomain },
        { "a@x.", IdentifierStatus.InvalidDomain },
        { "a@x.com.", IdentifierStatus.InvalidDomain },
        { "a@x..com", IdentifierStatus.InvalidDomain },
        { "a@.", IdentifierStatus.InvalidDomain },
        { "\"a@b.c\"@x", IdentifierStatus.InvalidDomain },
        // A dot of another script is no dot.
        { "a@x\u3002com", IdentifierStatus.InvalidDomain },
    };

    /// <summary>Bytes that are not UTF-8 and have no counterpart in UTF-16.</summary>
    public static TheoryData<byte[]> InvalidUtf8 => new()
    {
        { [0xFF] },
        { [0x80] },
        { [.. "a@x.com"u8, 0xC3] },
        { [0xE2, 0x80, .. "a@x.com"u8] },
        // White space in an overlong form, and half a character at the end, are not trimmed.
        { [0xC0, 0xA0, .. "a@x.com"u8] },
        { [.. "a@x.com"u8, 0xE2, 0x80] },
        // A surrogate, and what lies above Unicode.
        { [0xED, 0xA0, 0x80, .. "@x.com"u8] },
        { [0xF4, 0x90, 0x80, 0x80, .. "@x.com"u8] },
        { [.. Encoding.UTF8.GetBytes(Repeat('a', 5000)), 0xF0, 0x9F] },
    };
}
