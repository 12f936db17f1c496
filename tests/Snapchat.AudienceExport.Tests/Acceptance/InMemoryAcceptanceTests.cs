using Microsoft.Extensions.DependencyInjection;

namespace Snapchat.AudienceExport.Tests.Acceptance;

public sealed class InMemoryAcceptanceTests : AcceptancePaths
{
    protected override void UseStore(ISnapchatAudienceExportBuilder builder) => builder.UseInMemoryStore().UseInMemoryMembership();
}
