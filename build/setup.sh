# What ./berth and ./test share: the packages that a fresh machine lacks, and a build of what is stale.
# Sourced with $here set to the repository.

export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 DOTNET_SKIP_FIRST_TIME_EXPERIENCE=1
export HOME="${HOME:-/tmp}"

# The packages of Debian that Berth uses: name of a file that each brings, and the package.
berth_packages=(
  /usr/sbin/mosquitto:mosquitto
  libmosquitto.so.1:libmosquitto1
  libturbojpeg.so.0:libturbojpeg0
  /usr/bin/npm:npm
)

berth_lacks() {
  case $1 in
    /*) [ ! -e "$1" ] && ! command -v "${1##*/}" >/dev/null ;;
    *) ! PATH=$PATH:/usr/sbin:/sbin ldconfig -p | grep "$1" >/dev/null ;;
  esac
}

# Installs, or says how to install, the packages given as FILE:PACKAGE.
berth_install() {
  local missing=() each
  for each in "$@"; do
    berth_lacks "${each%%:*}" && missing+=("${each##*:}")
  done
  [ ${#missing[@]} -eq 0 ] && return 0
  if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    echo "installing ${missing[*]}" >&2
    apt-get install -y --no-install-recommends "${missing[@]}" >/dev/null 2>&1 ||
      { apt-get update >/dev/null && apt-get install -y --no-install-recommends "${missing[@]}" >/dev/null; } ||
      { echo "could not install ${missing[*]}" >&2; return 3; }
    # A broker of its own choosing is not wanted: each experiment starts its own.
    case " ${missing[*]} " in *" mosquitto "*) service mosquitto stop >/dev/null 2>&1 || true ;; esac
  else
    echo "Berth needs: sudo apt-get install --no-install-recommends ${missing[*]}" >&2
    return 3
  fi
}

berth_dotnet() {
  command -v dotnet >/dev/null && dotnet --list-sdks 2>/dev/null | grep -q '^10\.' && return 0
  echo "Berth needs the .NET SDK 10: see https://dotnet.microsoft.com/download/dotnet/10.0" >&2
  return 3
}

# Whether a stamp is older than any of the files it stands for.
berth_stale() {
  local stamp=$1
  shift
  [ ! -e "$stamp" ] || [ -n "$(find "$@" -newer "$stamp" -not -path '*/node_modules/*' -print -quit)" ]
}

berth_build() {
  berth_dotnet || exit 3
  berth_install "${berth_packages[@]}" || exit 3
  mkdir -p "$here/artifacts"
  (
    flock 9
    cd "$here"
    if berth_stale artifacts/native.stamp native/package-lock.json; then
      echo "fetching native libraries" >&2
      if npm ci --ignore-scripts --no-audit --no-fund --prefix native >/dev/null; then touch artifacts/native.stamp; else echo "ONNX Runtime could not be fetched: nothing can be classified until it is" >&2; fi
    fi
    if berth_stale artifacts/viewer.stamp viewer/src viewer/build viewer/index.html viewer/package-lock.json viewer/vite.config.ts; then
      echo "building the viewer" >&2
      if (cd viewer && npm ci --no-audit --no-fund >/dev/null && npm run --silent build >/dev/null); then
        touch artifacts/viewer.stamp
      else
        echo "the viewer could not be built: no report can be written until it is" >&2
      fi
    fi
    if berth_stale artifacts/build.stamp src viewer/dist Directory.Build.props Directory.Packages.props global.json; then
      echo "building Berth" >&2
      dotnet build src/Berth -c Release -v quiet -nologo --disable-build-servers >artifacts/build.log 2>&1 || { cat artifacts/build.log >&2; exit 1; }
      touch artifacts/build.stamp
    fi
  ) 9>"$here/artifacts/build.lock" || exit $?
}
