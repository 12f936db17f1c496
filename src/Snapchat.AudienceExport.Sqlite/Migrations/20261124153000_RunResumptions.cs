using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Snapchat.AudienceExport.Sqlite.Migrations
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
                type: "INTEGER",
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
