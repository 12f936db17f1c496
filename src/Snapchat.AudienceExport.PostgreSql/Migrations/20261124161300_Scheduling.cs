using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Snapchat.AudienceExport.PostgreSql.Migrations
{
    /// <inheritdoc />
    internal sealed partial class Scheduling : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<DateTime>(
                name: "scheduled_at",
                table: "audience_export_exports",
                type: "timestamp with time zone",
                nullable: false,
                defaultValue: new DateTime(1, 1, 1, 0, 0, 0, 0, DateTimeKind.Utc));

            migrationBuilder.CreateTable(
                name: "audience_export_rates",
                columns: table => new
                {
                    name = table.Column<string>(type: "text", nullable: false),
                    full_at = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    paused_until = table.Column<DateTime>(type: "timestamp with time zone", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_audience_export_rates", x => x.name);
                });

            migrationBuilder.CreateTable(
                name: "audience_export_settings",
                columns: table => new
                {
                    name = table.Column<string>(type: "text", nullable: false),
                    version = table.Column<long>(type: "bigint", nullable: false),
                    value = table.Column<string>(type: "text", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_audience_export_settings", x => x.name);
                });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "audience_export_rates");

            migrationBuilder.DropTable(
                name: "audience_export_settings");

            migrationBuilder.DropColumn(
                name: "scheduled_at",
                table: "audience_export_exports");
        }
    }
}
