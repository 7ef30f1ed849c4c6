#!/bin/sh
# Draws every icon from the one source. Needs rsvg-convert (Debian: librsvg2-bin).
set -eu
cd "$(dirname "$0")/../resources"
style=$(mktemp)
trap 'rm -f "$style"' EXIT

# draw SIZE FILE: the source in the style that was set last
draw() {
  rsvg-convert --width "$1" --height "$1" --stylesheet "$style" --output "$2" icon.svg
}

# One style for each kind of icon: what of the source is shown, and in which colour.
: > "$style"
for size in 16 22 32 48 64 128 256 512; do draw "$size" "icon-$size.png"; done
draw 22 tray.png
draw 44 tray@2x.png
echo '#answering { display: inline }' > "$style"
draw 22 tray-answering.png
draw 44 tray-answering@2x.png
# macOS colours a template itself: black, and nothing behind it.
echo '#tile, #drop { display: none } #waves { stroke: #000; stroke-width: 52px }' > "$style"
draw 18 tray-Template.png
draw 36 tray-Template@2x.png
echo '#tile { display: none } #drop { fill: #000; r: 64px } #waves { stroke: #000; stroke-width: 52px }' > "$style"
draw 18 tray-answering-Template.png
draw 36 tray-answering-Template@2x.png
