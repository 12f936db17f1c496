using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Snapchat.AudienceExport.Sqlite.Migrations
{
    /// <inheritdoc />
    internal sealed partial class Initial : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "audience_export_audit",
                columns: table => new
                {
                    sequence = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    actor_id = table.Column<string>(type: "TEXT", nullable: false),
                    actor_name = table.Column<string>(type: "TEXT", nullable: true),
                    action = table.Column<string>(type: "TEXT", nullable: false),
                    subject_kind = table.Column<string>(type: "TEXT", nullable: true),
                    subject_id = table.Column<string>(type: "TEXT", nullable: true),
                    subject_name = table.Column<string>(type: "TEXT", nullable: true),
                    outcome = table.Column<string>(type: "TEXT", nullable: false),
                    detail = table.Column<string>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_audience_export_audit", x => x.sequence);
                });

            migrationBuilder.CreateTable(
                name: "audience_export_connections",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    version = table.Column<long>(type: "INTEGER", nullable: false),
                    type = table.Column<string>(type: "TEXT", nullable: false),
                    display_name = table.Column<string>(type: "TEXT", nullable: false),
                    state = table.Column<string>(type: "TEXT", nullable: false),
                    access = table.Column<string>(type: "TEXT", nullable: false),
                    consent = table.Column<string>(type: "TEXT", nullable: true),
                    snapchat_account = table.Column<string>(type: "TEXT", nullable: true),
                    export_user = table.Column<string>(type: "TEXT", nullable: true),
                    created_by = table.Column<string>(type: "TEXT", nullable: false),
                    created_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    updated_by = table.Column<string>(type: "TEXT", nullable: false),
                    updated_at = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_audience_export_connections", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "audience_export_leases",
                columns: table => new
                {
                    name = table.Column<string>(type: "TEXT", nullable: false),
                    holder = table.Column<string>(type: "TEXT", nullable: false),
                    fence = table.Column<long>(type: "INTEGER", nullable: false),
                    expires_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    released = table.Column<bool>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_audience_export_leases", x => x.name);
                });

            migrationBuilder.CreateTable(
                name: "audience_export_authentications",
                columns: table => new
                {
                    state_hash = table.Column<byte[]>(type: "BLOB", nullable: false),
                    connection = table.Column<Guid>(type: "TEXT", nullable: false),
                    actor_id = table.Column<string>(type: "TEXT", nullable: false),
                    expires_at = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_audience_export_authentications", x => x.state_hash);
                    table.ForeignKey(
                        name: "fk_audience_export_authentications_connection",
                        column: x => x.connection,
                        principalTable: "audience_export_connections",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "audience_export_exports",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    version = table.Column<long>(type: "INTEGER", nullable: false),
                    audience = table.Column<string>(type: "TEXT", nullable: false),
                    mode = table.Column<string>(type: "TEXT", nullable: false),
                    connection = table.Column<Guid>(type: "TEXT", nullable: true),
                    definition = table.Column<string>(type: "TEXT", nullable: false),
                    created_by = table.Column<string>(type: "TEXT", nullable: false),
                    created_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    updated_by = table.Column<string>(type: "TEXT", nullable: false),
                    updated_at = table.Column<DateTime>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_audience_export_exports", x => x.id);
                    table.ForeignKey(
                        name: "fk_audience_export_exports_connection",
                        column: x => x.connection,
                        principalTable: "audience_export_connections",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "audience_export_tokens",
                columns: table => new
                {
                    connection = table.Column<Guid>(type: "TEXT", nullable: false),
                    version = table.Column<long>(type: "INTEGER", nullable: false),
                    refresh_token = table.Column<byte[]>(type: "BLOB", nullable: false),
                    access_token = table.Column<byte[]>(type: "BLOB", nullable: true),
                    access_token_expires_at = table.Column<DateTime>(type: "TEXT", nullable: true),
                    refresh_begun_at = table.Column<DateTime>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_audience_export_tokens", x => x.connection);
                    table.ForeignKey(
                        name: "fk_audience_export_tokens_connection",
                        column: x => x.connection,
                        principalTable: "audience_export_connections",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "audience_export_runs",
                columns: table => new
                {
                    sequence = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    export = table.Column<Guid>(type: "TEXT", nullable: false),
                    version = table.Column<long>(type: "INTEGER", nullable: false),
                    fence = table.Column<long>(type: "INTEGER", nullable: false),
                    observed = table.Column<bool>(type: "INTEGER", nullable: false),
                    status = table.Column<string>(type: "TEXT", nullable: false),
                    definition = table.Column<string>(type: "TEXT", nullable: false),
                    definition_version = table.Column<long>(type: "INTEGER", nullable: false),
                    trigger = table.Column<string>(type: "TEXT", nullable: false),
                    requested_by = table.Column<string>(type: "TEXT", nullable: false),
                    requested_as = table.Column<string>(type: "TEXT", nullable: false),
                    request = table.Column<string>(type: "TEXT", nullable: false),
                    due_at = table.Column<DateTime>(type: "TEXT", nullable: true),
                    queued_at = table.Column<DateTime>(type: "TEXT", nullable: false),
                    started_at = table.Column<DateTime>(type: "TEXT", nullable: true),
                    ended_at = table.Column<DateTime>(type: "TEXT", nullable: true),
                    progress = table.Column<string>(type: "TEXT", nullable: true),
                    canceled_by = table.Column<string>(type: "TEXT", nullable: true),
                    report = table.Column<string>(type: "TEXT", nullable: true),
                    problem = table.Column<string>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_audience_export_runs", x => x.sequence);
                });

            migrationBuilder.CreateIndex(
                name: "ix_audience_export_audit_at",
                table: "audience_export_audit",
                column: "at");

            migrationBuilder.CreateIndex(
                name: "ix_audience_export_audit_subject_id",
                table: "audience_export_audit",
                column: "subject_id");

            migrationBuilder.CreateIndex(
                name: "ix_audience_export_authentications_connection",
                table: "audience_export_authentications",
                column: "connection");

            migrationBuilder.CreateIndex(
                name: "ix_audience_export_exports_audience",
                table: "audience_export_exports",
                column: "audience");

            migrationBuilder.CreateIndex(
                name: "ix_audience_export_exports_connection",
                table: "audience_export_exports",
                column: "connection");

            migrationBuilder.CreateIndex(
                name: "ix_audience_export_runs_export_due_at",
                table: "audience_export_runs",
                columns: new[] { "export", "due_at" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_audience_export_runs_export_filtered",
                table: "audience_export_runs",
                column: "export",
                unique: true,
                filter: "status = 'Processing'");

            migrationBuilder.CreateIndex(
                name: "ix_audience_export_runs_id",
                table: "audience_export_runs",
                column: "id",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_audience_export_runs_status",
                table: "audience_export_runs",
                column: "status");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "audience_export_audit");

            migrationBuilder.DropTable(
                name: "audience_export_authentications");

            migrationBuilder.DropTable(
                name: "audience_export_leases");

            migrationBuilder.DropTable(
                name: "audience_export_runs");

            migrationBuilder.DropTable(
                name: "audience_export_tokens");

            migrationBuilder.DropTable(
                name: "audience_export_exports");

            migrationBuilder.DropTable(
                name: "audience_export_connections");
        }
    }
}
