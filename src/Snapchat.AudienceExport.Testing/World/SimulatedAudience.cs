namespace Snapchat.AudienceExport.Testing.World;

/// <summary>An audience: its properties, its members, and the state machine that shows them late.</summary>
/// <remarks>Time passes when it is looked at: every method first brings the audience up to the clock.</remarks>
internal sealed class SimulatedAudience(SimulatedAdAccount adAccount, SnapchatAudience seed, long order, SnapchatSimulatorOptions options)
{
    private const int MinTargetableUsers = 1000;

    private readonly Lock _gate = new();
    private readonly MemberSet[] _members = [.. Enum.GetValues<IdentifierKind>().Select(_ => new MemberSet())];
    private readonly DateTimeOffset _createdAt = seed.CreatedAt ?? options.TimeProvider.GetUtcNow();
    private readonly bool _isCustomerList = seed.SourceType == AudienceSourceType.FirstParty;
    private SnapchatAudience _shown = seed;
    private DateTimeOffset _updatedAt = seed.UpdatedAt ?? seed.CreatedAt ?? options.TimeProvider.GetUtcNow();
    private DateTimeOffset? _unprocessedSince;
    private DateTimeOffset? _clearAt;
    private bool _wasWritten;
    private bool _wasProcessed = seed.SourceType != AudienceSourceType.FirstParty;
    private long _size = seed.SourceType == AudienceSourceType.FirstParty ? 0 : seed.ApproximateSize ?? 0;

    public AudienceId Id => _shown.Id;

    public SimulatedAdAccount AdAccount => adAccount;

    /// <summary>Its place in the order of creation.</summary>
    public long Order => order;

    public bool IsCustomerList => _isCustomerList;

    public SnapchatAudience Show()
    {
        lock (_gate)
        {
            DateTimeOffset now = CatchUp();
            bool processing = _unprocessedSince is not null || _clearAt is not null;
            return _shown with
            {
                AdAccount = adAccount.Id,
                Organization = adAccount.Organization.Id,
                Status = !_isCustomerList || _wasWritten || now - _createdAt >= options.ProcessingDelay ? AudienceStatus.Active : AudienceStatus.Pending,
                UploadStatus = processing ? AudienceUploadStatus.Processing : _wasWritten || !_isCustomerList ? AudienceUploadStatus.Complete : AudienceUploadStatus.NoUpload,
                TargetableStatus = !_wasProcessed ? AudienceTargetableStatus.NotReady
                    : _size < MinTargetableUsers ? AudienceTargetableStatus.TooFewUsers : AudienceTargetableStatus.Ready,
                ApproximateSize = _size,
                CreatedAt = _createdAt,
                UpdatedAt = _updatedAt,
            };
        }
    }

    public void Update(Func<SnapchatAudience, SnapchatAudience> change)
    {
        lock (_gate)
        {
            _updatedAt = CatchUp();
            _shown = change(_shown);
        }
    }

    public void Add(IdentifierKind kind, ReadOnlySpan<Sha256Digest> digests)
    {
        lock (_gate)
        {
            DateTimeOffset now = CatchUp();
            _members[(int)kind].Add(digests, now.UtcTicks);
            MarkWritten(now);
        }
    }

    public void Remove(IdentifierKind kind, ReadOnlySpan<Sha256Digest> digests)
    {
        lock (_gate)
        {
            DateTimeOffset now = CatchUp();
            _members[(int)kind].Remove(digests);
            MarkWritten(now);
        }
    }

    /// <summary>Removes everybody who is in it after <paramref name="delay"/>, also whoever is added to an empty audience until then.</summary>
    public void Clear(TimeSpan delay)
    {
        lock (_gate)
        {
            DateTimeOffset now = CatchUp();
            _clearAt = now + delay;
            CatchUp();
        }
    }

    public int Count(IdentifierKind kind)
    {
        lock (_gate)
        {
            CatchUp();
            return _members[(int)kind].Count;
        }
    }

    public Sha256Digest[] Members(IdentifierKind kind)
    {
        lock (_gate)
        {
            CatchUp();
            return _members[(int)kind].ToArray();
        }
    }

    private void MarkWritten(DateTimeOffset now)
    {
        _wasWritten = true;
        _updatedAt = now;
        _unprocessedSince = now;
        CatchUp();
    }

    private DateTimeOffset CatchUp()
    {
        DateTimeOffset now = options.TimeProvider.GetUtcNow();
        if (_clearAt is { } clearAt && clearAt <= now)
        {
            foreach (MemberSet members in _members)
                members.Clear();
            _clearAt = null;
            _unprocessedSince = null;
            _wasWritten = _wasProcessed = true;
            _updatedAt = clearAt;
            _size = 0;
        }

        if (_unprocessedSince is { } since && now - since >= options.ProcessingDelay)
        {
            _unprocessedSince = null;
            _wasProcessed = true;
        }

        if (_shown.RetentionDays is { } days and < NewAudience.LifetimeRetentionDays)
        {
            foreach (MemberSet members in _members)
                members.Expire((now - TimeSpan.FromDays(days)).UtcTicks);
        }

        if (_isCustomerList && _wasProcessed && _unprocessedSince is null)
            _size = Rounded(_members.Sum(members => (long)members.Count));
        return now;
    }

    /// <summary>Snapchat shows a rounded number; a small one is left as it is, so that tests with few people see something.</summary>
    private long Rounded(long members)
    {
        long matched = (long)(members * options.MatchRate);
        return matched < MinTargetableUsers ? matched : matched / 100 * 100;
    }
}
