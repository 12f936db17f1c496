#!/usr/bin/env bash
# audit.sh: looks for known vulnerabilities in everything that the projects depend on, directly or not. A command of its own, since it needs a package source with advisories.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

export DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_CLI_UI_LANGUAGE=en
audit=(-p:NuGetAudit=true -p:NuGetAuditMode=all -p:NuGetAuditLevel=low)

# A source without advisories makes the audit silent, which must not pass for a clean bill: a package that is known to be vulnerable has to be found first.
canary=$(mktemp -d)
trap 'rm -rf "$canary"' EXIT
cat > "$canary/Canary.csproj" << 'END'
<Project Sdk="Microsoft.NET.Sdk">
  <PropertyGroup><TargetFramework>net10.0</TargetFramework></PropertyGroup>
  <ItemGroup><PackageReference Include="Newtonsoft.Json" Version="12.0.3" /></ItemGroup>
</Project>
END
found=$(dotnet restore --force "${audit[@]}" "$canary")
if [[ $found != *GHSA-5crp-9r3c-p9vr* ]]; then
    echo "The package sources offer no advisories, so that nothing can be said. Name one that does, as auditSources in a nuget.config." >&2
    exit 1
fi

dotnet restore --force "${audit[@]}" -warnaserror
echo "No known vulnerability."
