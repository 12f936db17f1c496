using System.Buffers.Text;
using System.Runtime.CompilerServices;
using System.Text;
using Snapchat.AudienceExport;

namespace ExportConsole.Input;

/// <summary>A segment of invented profiles, each with an address of its own in mixed case, written as UTF-8 without a string per row.</summary>
/// <param name="count">How many profiles.</param>
/// <param name="field">The name of the one field.</param>
internal sealed class GeneratedSource(long count, string field) : ISegmentSource
{
    private static readonly byte[][] Names = Utf8("Anna Björn Chidi Dana Emre Faye Göran Hana İlyas Jonas Kanat Ludmila Mateo Nursultan Olga Priya");
    private static readonly byte[][] Domains = Utf8("Example.com example.ORG Example.Net MAIL.example");

    public async IAsyncEnumerable<SegmentInfo> GetSegmentsAsync(SegmentQuery query, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await Task.CompletedTask;
        if (query.Segments.Count == 0 || query.Segments.Contains(SegmentSource.SingleSegment))
            yield return new SegmentInfo(SegmentSource.SingleSegment, "Generated profiles") { MemberCount = count };
    }

    public Task<IReadOnlyList<ProfileField>> GetProfileFieldsAsync(ProfileFieldQuery query, CancellationToken cancellationToken = default) =>
        Task.FromResult<IReadOnlyList<ProfileField>>([new ProfileField(field) { Hint = IdentifierKind.Email }]);

    public async IAsyncEnumerable<ProfileChunk> ReadAsync(SegmentReadRequest request, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await Task.CompletedTask;
        using var builder = new ProfileChunkBuilder(request.Fields.Count);
        for (long number = 1; number <= count; number++)
        {
            AppendRow(builder, number);
            if (!builder.IsFull)
                continue;
            cancellationToken.ThrowIfCancellationRequested();
            yield return builder.Build();
        }

        if (builder.Count > 0)
            yield return builder.Build();
    }

    private static byte[][] Utf8(string words) => [.. words.Split(' ').Select(Encoding.UTF8.GetBytes)];

    private static void AppendRow(ProfileChunkBuilder builder, long number)
    {
        // The number makes the address the only one of its kind; name and domain make it look like one.
        Span<byte> address = stackalloc byte[64];
        byte[] name = Names[number % Names.Length];
        byte[] domain = Domains[number / Names.Length % Domains.Length];
        name.CopyTo(address);
        int length = name.Length;
        address[length++] = (byte)'.';
        Utf8Formatter.TryFormat(number, address[length..], out int digits);
        length += digits;
        address[length++] = (byte)'@';
        domain.CopyTo(address[length..]);
        builder.Append(0, address[..(length + domain.Length)]);
        builder.EndRow();
    }
}
