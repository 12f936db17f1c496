using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;

#nullable disable

namespace Snapchat.AudienceExport.PostgreSql.Migrations
{
    /// <inheritdoc />
    internal sealed partial class Membership : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "audience_export_membership_logs",
                columns: table => new
                {
                    audience = table.Column<string>(type: "text", nullable: false),
                    name = table.Column<string>(type: "text", nullable: false),
                    position = table.Column<long>(type: "bigint", nullable: false),
                    content = table.Column<byte[]>(type: "bytea", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_audience_export_membership_logs", x => new { x.audience, x.name, x.position });
                });

            migrationBuilder.CreateTable(
                name: "audience_export_membership_pointers",
                columns: table => new
                {
                    audience = table.Column<string>(type: "text", nullable: false),
                    version = table.Column<long>(type: "bigint", nullable: false),
                    content = table.Column<byte[]>(type: "bytea", nullable: false),
                    checksum = table.Column<byte[]>(type: "bytea", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_audience_export_membership_pointers", x => x.audience);
                });

            migrationBuilder.CreateTable(
                name: "audience_export_membership_sets",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    audience = table.Column<string>(type: "text", nullable: false),
                    name = table.Column<string>(type: "text", nullable: false),
                    state = table.Column<string>(type: "text", nullable: false),
                    fence = table.Column<long>(type: "bigint", nullable: false),
                    parts = table.Column<int>(type: "integer", nullable: false),
                    largest_part = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_audience_export_membership_sets", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "audience_export_suppressions",
                columns: table => new
                {
                    position = table.Column<long>(type: "bigint", nullable: false),
                    content = table.Column<byte[]>(type: "bytea", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_audience_export_suppressions", x => x.position);
                });

            migrationBuilder.CreateTable(
                name: "audience_export_membership_parts",
                columns: table => new
                {
                    set_id = table.Column<long>(type: "bigint", nullable: false),
                    number = table.Column<int>(type: "integer", nullable: false),
                    content = table.Column<byte[]>(type: "bytea", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_audience_export_membership_parts", x => new { x.set_id, x.number });
                    table.ForeignKey(
                        name: "fk_audience_export_membership_parts_set_id",
                        column: x => x.set_id,
                        principalTable: "audience_export_membership_sets",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            // Parts are encrypted: trying to compress them is time lost.
            migrationBuilder.Sql("ALTER TABLE audience_export_membership_parts ALTER COLUMN content SET STORAGE EXTERNAL");

            migrationBuilder.CreateIndex(
                name: "ix_audience_export_membership_sets_audience_name_filtered",
                table: "audience_export_membership_sets",
                columns: new[] { "audience", "name" },
                unique: true,
                filter: "state = 'Complete'");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "audience_export_membership_logs");

            migrationBuilder.DropTable(
                name: "audience_export_membership_parts");

            migrationBuilder.DropTable(
                name: "audience_export_membership_pointers");

            migrationBuilder.DropTable(
                name: "audience_export_suppressions");

            migrationBuilder.DropTable(
                name: "audience_export_membership_sets");
        }
    }
}
