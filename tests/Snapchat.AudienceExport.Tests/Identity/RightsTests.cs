using Snapchat.AudienceExport.Identity;
using Snapchat.AudienceExport.Storage;

namespace Snapchat.AudienceExport.Tests.Identity;

public sealed class RightsTests
{
    [Theory]
    [InlineData(AudienceExportRole.Administrator, false, false, true)]
    [InlineData(AudienceExportRole.Administrator, true, true, true)]
    [InlineData(AudienceExportRole.Contributor, false, false, false)]
    [InlineData(AudienceExportRole.Contributor, true, false, true)]
    [InlineData(AudienceExportRole.Contributor, false, true, true)]
    [InlineData(AudienceExportRole.Viewer, true, true, false)]
    [InlineData((AudienceExportRole)7, true, true, false)]
    [InlineData(null, true, true, false)]
    public void AConnection_IsUsedByAdministrators_AndByContributorsItIsSharedWith(AudienceExportRole? role, bool withContributors, bool byName, bool may)
    {
        var access = new ConnectionAccess { Contributors = withContributors, Users = byName ? [new Actor("carl")] : [new Actor("CARL")] };

        Assert.Equal(may, Rights.MayUse(new Actor("carl"), role, access));
    }

    [Theory]
    [InlineData(AudienceExportRole.Administrator, true)]
    [InlineData(AudienceExportRole.Contributor, false)]
    [InlineData(AudienceExportRole.Viewer, false)]
    public void ADetachedExport_IsForAdministratorsAlone(AudienceExportRole role, bool may) => Assert.Equal(may, Rights.MayEdit(new Caller(new Actor("carl"), role), connection: null));

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void AnExport_FollowsItsConnection(bool shared)
    {
        var actor = new Actor("ada");
        var connection = new StoredConnection(ConnectionId.New(TimeProvider.System), 1) { Access = new ConnectionAccess { Contributors = shared }, CreatedBy = actor, UpdatedBy = actor };

        Assert.Equal(shared, Rights.MayEdit(new Caller(new Actor("carl"), AudienceExportRole.Contributor), connection));
    }
}
