# Weiyang: two commands do everything on a bare Debian machine with Rust and Node.
#   make run    the demo district, on http://127.0.0.1:8080 and http://127.0.0.1:8081
#   make test   everything that must hold

.PHONY: run test check lint rules acceptance browser bench deny console clean
export RUST_BACKTRACE ?= 0

run: console
	cargo run --quiet -p weiyang -- demo

# The console's styles and scripts, and the editor.
console: console/dist/console.css
console/dist/console.css: package-lock.json $(shell find console/styles console/scripts console/build.mjs -type f 2>/dev/null)
	npm ci --ignore-scripts --no-audit --no-fund --silent
	npm run --silent build

test: check

check: console
	scripts/install-test-tools
	cargo fmt --all --check
	cargo clippy --workspace --all-targets --quiet -- -D warnings
	cargo build --quiet -p weiyang --features test-control
	scripts/throwaway-postgres cargo test --workspace --quiet
	npm run --silent browser
	scripts/deny

bench: console
	cargo build --release --quiet -p weiyang
	scripts/throwaway-postgres cargo run --release --quiet -p bench
