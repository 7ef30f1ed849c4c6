#!/bin/sh
# Draws every icon size from the one source. Needs rsvg-convert (Debian: librsvg2-bin).
set -eu
cd "$(dirname "$0")/../resources"
for size in 16 22 32 48 64 128 256 512; do
  rsvg-convert --width "$size" --height "$size" --output "icon-$size.png" icon.svg
done
