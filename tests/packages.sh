#!/usr/bin/env bash
# packages.sh: packs what was built in Release, looks into every package, and uses them as a stranger would: from a folder, in empty projects outside the repository.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

export DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_CLI_UI_LANGUAGE=en MSBUILDDISABLENODEREUSE=1
# The date of all files in the packages, so that the same commit gives the same packages.
SOURCE_DATE_EPOCH=$(git log -1 --format=%ct)
export SOURCE_DATE_EPOCH

source tests/install.sh
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

fail() {
    echo "$1" >&2
    exit 1
}

pack() {
    for project in src/*/*.csproj; do
        dotnet pack "$project" -c Release --no-build -o "$1"
    done
}

# inspect PACKAGE: all that a stranger looks for is there.
inspect() {
    local id contents nuspec
    contents=$(unzip -Z1 "$1")
    id=$(sed -n 's/\.nuspec$//p' <<< "$contents")
    nuspec=$(unzip -p "$1" "$id.nuspec")
    for file in README.md icon.png "lib/net10.0/$id.dll" "lib/net10.0/$id.xml"; do
        grep -qxF "$file" <<< "$contents" || fail "Package $id lacks $file."
    done
    for element in '<license type="expression">MIT</license>' '<readme>README.md</readme>' '<icon>icon.png</icon>' '<tags>' '<description>' '<repository type="git"'; do
        grep -qF "$element" <<< "$nuspec" || fail "Package $id does not say $element."
    done
    contents=$(unzip -Z1 "${1%.nupkg}.snupkg")
    grep -qxF "lib/net10.0/$id.pdb" <<< "$contents" || fail "Package $id has no symbols."
}

# project NAME SDK PACKAGE …: an empty project with references to packages of ours (all of one version), and to others as NAME@VERSION.
project() {
    local name=$1 sdk=$2 reference
    shift 2
    mkdir "$work/$name"
    {
        echo "<Project Sdk=\"$sdk\">"
        echo '<PropertyGroup><TargetFramework>net10.0</TargetFramework><OutputType>Exe</OutputType><Nullable>enable</Nullable><ImplicitUsings>enable</ImplicitUsings>'
        echo '<TreatWarningsAsErrors>true</TreatWarningsAsErrors><NuGetAudit>false</NuGetAudit></PropertyGroup><ItemGroup>'
        for reference in "$@"; do
            if [[ $reference != *@* ]]; then reference=$reference@$version; fi
            echo "<PackageReference Include=\"${reference%@*}\" Version=\"${reference#*@}\" />"
        done
        echo '</ItemGroup></Project>'
    } > "$work/$name/$name.csproj"
}

build() { dotnet build -c Release "$work/$1" -o "$work/$1/out"; }

# version_of PACKAGE: the version that the repository uses.
version_of() { sed -n "s/.*Include=\"$1\" Version=\"\(.*\)\".*/\1/p" Directory.Packages.props; }

command -v unzip > /dev/null || install unzip
pack "$work/packages"
pack "$work/again" > /dev/null
for package in "$work"/packages/*.*nupkg; do
    cmp -s "$package" "$work/again/$(basename "$package")" || fail "$(basename "$package") differs when it is packed once more."
done
for package in "$work"/packages/*.nupkg; do inspect "$package"; done

# What was downloaded before serves again; our own packages come from the folder, never from what an earlier run left.
version=$(sed -n 's:.*<Version>\(.*\)</Version>.*:\1:p' src/Directory.Build.props)
downloaded=$(dotnet nuget locals global-packages --list)
export NUGET_FALLBACK_PACKAGES=${downloaded#*: } NUGET_PACKAGES=$work/cache
echo '<configuration><packageSources><add key="packed" value="packages" /></packageSources></configuration>' > "$work/nuget.config"

for package in "$work"/packages/*.nupkg; do
    id=$(basename "$package" ".$version.nupkg")
    project "Only.$id" Microsoft.NET.Sdk.Web "$id"
    echo 'System.Console.WriteLine("It restores and builds alone.");' > "$work/Only.$id/Program.cs"
    build "Only.$id"
done

project Snippets Microsoft.NET.Sdk Snapchat.AudienceExport.{Dashboard,DuckDb,PhoneNumbers,PostgreSql,Quartz,Sqlite,Testing} \
    "Microsoft.Extensions.Hosting@$(version_of Microsoft.Extensions.Hosting)" "Sylvan.Data.Csv@$(version_of Sylvan.Data.Csv)"
cp samples/Snippets/*.cs "$work/Snippets"
build Snippets
project AgainstSimulator Microsoft.NET.Sdk Snapchat.AudienceExport.Testing
cp tests/AgainstSimulator/*.cs "$work/AgainstSimulator"
build AgainstSimulator
dotnet "$work/AgainstSimulator/out/AgainstSimulator.dll" dotnet "$work/Snippets/out/Snippets.dll"
echo "$(find "$work/packages" -name '*.nupkg' | wc -l) packages of version $version can be used outside the repository."
