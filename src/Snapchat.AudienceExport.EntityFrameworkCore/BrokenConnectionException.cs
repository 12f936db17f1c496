using System.Data.Common;

namespace Snapchat.AudienceExport.EntityFrameworkCore;

/// <summary>The connection to the database broke, of which a provider may tell by any exception: that a transaction has ended already, or even that a reference is null.</summary>
internal sealed class BrokenConnectionException(Exception told) : DbException(told.Message, told);
