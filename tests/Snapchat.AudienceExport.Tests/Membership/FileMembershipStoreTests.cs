using Snapchat.AudienceExport.Membership.Files;
using Snapchat.AudienceExport.Storage;

namespace Snapchat.AudienceExport.Tests.Membership;

public sealed class FileMembershipStoreTests : IDisposable
{
    private const UnixFileMode Owner = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private static readonly AudienceId Audience = AudienceId.Parse("123");

    private readonly StateFolder _folder = new();

    [Fact]
    public async Task WhatWasWritten_IsThereAfterReopening()
    {
        using (FileMembershipStore store = Open())
            await WriteAsync(store);

        using FileMembershipStore reopened = Open();

        Assert.Equal([5, 6], (await reopened.ReadPointerAsync(Audience, TestContext.Current.CancellationToken))!.Content.ToArray());
        Assert.Equal(["log", "set"], (await reopened.GetNamesAsync(Audience, TestContext.Current.CancellationToken)).Order());
        Assert.Equal([7], (await reopened.ReadLogAsync(Audience, "log", TestContext.Current.CancellationToken)).ToArray());
        Assert.Equal([8], (await reopened.ReadSuppressionsAsync(TestContext.Current.CancellationToken)).ToArray());
    }

    [Fact]
    public async Task FoldersAndFiles_AreForTheirOwnerOnly()
    {
        using FileMembershipStore store = Open("below");
        await WriteAsync(store);

        string root = Path.Combine(_folder.Path, "below");
        Assert.All(Directory.GetFiles(root, "*", SearchOption.AllDirectories), static file => Assert.True(OperatingSystem.IsWindows() || File.GetUnixFileMode(file) == Owner));
        Assert.All([root, .. Directory.GetDirectories(root, "*", SearchOption.AllDirectories)], static folder => Assert.True(OperatingSystem.IsWindows() || File.GetUnixFileMode(folder) == (Owner | UnixFileMode.UserExecute)));
        Assert.Equal(5, Directory.GetFiles(root, "*", SearchOption.AllDirectories).Length);
    }

    [Fact]
    public void AFolderInUse_IsNotOpenedAgain()
    {
        FileMembershipStore store = Open();

        string message = Assert.Throws<MembershipStateException>(() => Open()).Message;

        Assert.Equal($"State folder '{_folder.Path}' is in use by another process; wait until it has ended, or choose another folder.", message);
        store.Dispose();
        Open().Dispose();
    }

    [Fact]
    public void AFolderThatCannotBeMade_IsExplained()
    {
        File.WriteAllText(Path.Combine(_folder.Path, "file"), "");

        string message = Assert.Throws<MembershipStateException>(() => Open("file/below")).Message;

        Assert.StartsWith($"State folder '{Path.Combine(_folder.Path, "file", "below")}' cannot be used (", message, StringComparison.Ordinal);
        Assert.EndsWith("free space or mend its rights, and run again; what was durable before is kept.", message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ADraftOfAKilledProcess_IsDeletedWhenOpened()
    {
        using (FileMembershipStore store = Open())
            await WriteAsync(store);
        string[] drafts = [Path.Combine(_folder.Path, "audiences", "123", "half.set.draft"), Path.Combine(_folder.Path, "pointers", "123.draft")];
        foreach (string draft in drafts)
            File.WriteAllText(draft, "half");

        using FileMembershipStore reopened = Open();

        Assert.All(drafts, static draft => Assert.False(File.Exists(draft)));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(9)]
    [InlineData(-1)]
    public async Task ADamagedPointer_IsExplained(int place)
    {
        using FileMembershipStore store = Open();
        await WriteAsync(store);
        Damage(Path.Combine(_folder.Path, "pointers", "123"), place);

        string message = (await Assert.ThrowsAsync<MembershipStateException>(() => store.ReadPointerAsync(Audience, TestContext.Current.CancellationToken))).Message;

        Assert.StartsWith("The pointer of audience 123 is damaged: delete file", message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(10)]
    [InlineData(-9)]
    [InlineData(-17)]
    public async Task ADamagedSet_IsExplained(int length)
    {
        using FileMembershipStore store = Open();
        await WriteAsync(store);
        string path = Path.Combine(_folder.Path, "audiences", "123", "set.set");
        byte[] bytes = File.ReadAllBytes(path);
        File.WriteAllBytes(path, length < 0 ? bytes[..^-length] : bytes[..length]);

        string message = (await Assert.ThrowsAsync<MembershipStateException>(() => store.ReadPartAsync(Audience, "set", 0, new System.Buffers.ArrayBufferWriter<byte>(), TestContext.Current.CancellationToken))).Message;

        Assert.StartsWith("File 'set.set' of audience 123 is damaged: delete it, and its history counts as lost;", message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ARecordAfterATornOne_TakesItsPlace()
    {
        using FileMembershipStore store = Open();
        await store.AppendAsync(Audience, "log", 0, new byte[] { 1, 2, 3, 4 }, TestLease.Of(Audience), TestContext.Current.CancellationToken);
        await File.AppendAllBytesAsync(Path.Combine(_folder.Path, "audiences", "123", "log.log"), [9, 9], TestContext.Current.CancellationToken);

        await store.AppendAsync(Audience, "log", 4, new byte[] { 5 }, TestLease.Of(Audience), TestContext.Current.CancellationToken);

        Assert.Equal([1, 2, 3, 4, 5], (await store.ReadLogAsync(Audience, "log", TestContext.Current.CancellationToken)).ToArray());
    }

    public void Dispose() => _folder.Dispose();

    private FileMembershipStore Open(string below = "") => FileMembershipStore.Open(Path.Combine(_folder.Path, below), new DiskFiles());

    private static async Task WriteAsync(FileMembershipStore store)
    {
        StoredLease lease = TestLease.Of(Audience);
        await store.WriteSetAsync(Audience, "set", Part(), lease, TestContext.Current.CancellationToken);
        await store.WritePointerAsync(Audience, new MembershipPointer(1, new byte[] { 5, 6 }), lease, TestContext.Current.CancellationToken);
        await store.AppendAsync(Audience, "log", 0, new byte[] { 7 }, lease, TestContext.Current.CancellationToken);
        Assert.True(await store.TryAppendSuppressionAsync(0, new byte[] { 8 }, TestContext.Current.CancellationToken));

        static async IAsyncEnumerable<ReadOnlyMemory<byte>> Part()
        {
            await Task.Yield();
            yield return new byte[] { 1, 2, 3 };
        }
    }

    private static void Damage(string path, int place)
    {
        byte[] bytes = File.ReadAllBytes(path);
        if (place < 0)
            bytes = bytes[..^-place];
        else
            bytes[place] ^= 1;
        File.WriteAllBytes(path, bytes);
    }
}
