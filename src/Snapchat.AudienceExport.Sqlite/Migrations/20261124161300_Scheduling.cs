using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Snapchat.AudienceExport.Sqlite.Migrations
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
                type: "TEXT",
                nullable: false,
                defaultValue: new DateTime(1, 1, 1, 0, 0, 0, 0, DateTimeKind.Utc));

            migrationBuilder.CreateTable(
                name: "audience_export_rates",
                columns: table => new
                {
                    name = table.Column<string>(type: "TEXT", nullable: false),
                    full_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    paused_until = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_audience_export_rates", x => x.name);
                });

            migrationBuilder.CreateTable(
                name: "audience_export_settings",
                columns: table => new
                {
                    name = table.Column<string>(type: "TEXT", nullable: false),
                    version = table.Column<long>(type: "INTEGER", nullable: false),
                    value = table.Column<string>(type: "TEXT", nullable: false)
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
