using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Snapchat.AudienceExport.PostgreSql.Migrations
{
    /// <inheritdoc />
    internal sealed partial class RunResumptions : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<int>(
                name: "resumptions",
                table: "audience_export_runs",
                type: "integer",
                nullable: false,
                defaultValue: 0);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "resumptions",
                table: "audience_export_runs");
        }
    }
}
