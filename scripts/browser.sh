# Make sure that there is a Chromium: Debian's where it can be had, else Playwright's own.
for name in chromium chromium-browser google-chrome; do
  command -v "$name" >/dev/null && exit 0
done
[ -n "$CHROMIUM_PATH" ] && exit 0
if command -v apt-get >/dev/null && [ "$(id -u)" = 0 ]; then
  echo "Installing Debian's Chromium (once)"
  apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -qq -y chromium >/dev/null && exit 0
fi
echo "Installing Playwright's Chromium (once)"
npx --yes playwright@1.65.1 install --with-deps chromium
