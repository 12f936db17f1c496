using System.Runtime.InteropServices;

namespace Snapchat.AudienceExport.Tests.Support;

/// <summary>Memory between two pages that nobody may touch, so that reading or writing one byte too far ends the process instead of passing unseen.</summary>
/// <remarks>By <c>mmap</c> and <c>mprotect</c>: Linux and macOS. On Windows the tests that need it would need <c>VirtualProtect</c>.</remarks>
internal sealed unsafe partial class GuardedMemory : IDisposable
{
    private const int ProtectionNone = 0;
    private const int ProtectionReadWrite = 1 | 2;
    private const int MapPrivate = 2;

    private readonly byte* _start;
    private readonly nuint _mapped;
    private readonly int _usable;

    /// <param name="least">How many bytes are to be usable, rounded up to whole pages.</param>
    public GuardedMemory(int least)
    {
        int page = Environment.SystemPageSize;
        _usable = (least + page - 1) / page * page;
        _mapped = (nuint)(_usable + (2 * page));
        int mapAnonymous = OperatingSystem.IsMacOS() ? 0x1000 : 0x20;
        nint mapped = Map(0, _mapped, ProtectionNone, MapPrivate | mapAnonymous, -1, 0);
        Assert.NotEqual(-1, mapped);
        _start = (byte*)mapped + page;
        Assert.Equal(0, Protect((nint)_start, (nuint)_usable, ProtectionReadWrite));
    }

    /// <summary>Gets bytes that begin right behind the page before.</summary>
    public Span<byte> AtStart(int length) => new(_start, length);

    /// <summary>Gets bytes that end right before the page behind.</summary>
    public Span<byte> AtEnd(int length) => new(_start + _usable - length, length);

    public void Dispose() => Assert.Equal(0, Unmap((nint)(_start - Environment.SystemPageSize), _mapped));

    [LibraryImport("libc", EntryPoint = "mmap")]
    private static partial nint Map(nint address, nuint length, int protection, int flags, int file, nint offset);

    [LibraryImport("libc", EntryPoint = "mprotect")]
    private static partial int Protect(nint address, nuint length, int protection);

    [LibraryImport("libc", EntryPoint = "munmap")]
    private static partial int Unmap(nint address, nuint length);
}
