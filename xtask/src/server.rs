//! A static site, held in memory and handed out over HTTP.
//!
//! A request is looked up among the files that were loaded, never on the disk, so it cannot name any other file.

use std::collections::HashMap;
use std::fs;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::io::Write;
use std::net::{Ipv4Addr, SocketAddr};
use std::path::Path;
use std::sync::{Arc, PoisonError, RwLock};

use anyhow::{Context, Result};
use astra::{Body, Request, Response, ResponseBuilder, Server};
use flate2::Compression;
use flate2::write::GzEncoder;

use crate::stamp::files_below;

/// How many ports after the wanted one are tried before any free one is taken.
const PORTS_TRIED: u16 = 100;
/// Connections served at the same time; a browser keeps six open per page.
const CONNECTIONS: usize = 256;

/// The files of a site, by their path below its root.
pub struct Site(HashMap<String, File>);

/// A file as it is sent.
struct File {
    mime: &'static str,
    /// Changes with the contents.
    etag: String,
    raw: Arc<[u8]>,
    /// Absent where compressing gains nothing.
    gzip: Option<Arc<[u8]>>,
}

impl Site {
    /// Reads and compresses every file of a directory.
    pub fn load(directory: &Path) -> Result<Self> {
        let mut files = HashMap::new();
        for path in files_below(directory)? {
            let raw = fs::read(&path).with_context(|| format!("cannot read {}", path.display()))?;
            let name: Vec<_> = path.strip_prefix(directory)?.iter().map(|part| part.to_string_lossy()).collect();
            let name = name.join("/");
            files.insert(name.clone(), File::new(&name, raw));
        }
        Ok(Self(files))
    }

    /// How many bytes a file has, as it is and as it is sent.
    pub fn sizes(&self, name: &str) -> Option<(usize, usize)> {
        let file = self.0.get(name)?;
        Some((file.raw.len(), file.gzip.as_ref().map_or(file.raw.len(), |gzip| gzip.len())))
    }

    fn respond(&self, request: &Request) -> Response {
        if !matches!(request.method().as_str(), "GET" | "HEAD") {
            return plain(405, "only GET and HEAD are answered\n");
        }
        let name = request.uri().path().trim_start_matches('/');
        let file = match name {
            "" => self.0.get("index.html"),
            directory if directory.ends_with('/') => self.0.get(&format!("{directory}index.html")),
            name => self.0.get(name),
        };
        let Some(file) = file else {
            return plain(404, "there is no such file\n");
        };
        let answer = headers(200, file.mime).header("etag", &file.etag).header("vary", "accept-encoding");
        if header(request, "if-none-match").split(',').any(|tag| tag.trim() == file.etag) {
            return finish(answer.status(304), &[]);
        }
        match &file.gzip {
            Some(gzip) if accepts_gzip(header(request, "accept-encoding")) => {
                finish(answer.header("content-encoding", "gzip"), gzip)
            }
            _ => finish(answer, &file.raw),
        }
    }
}

impl File {
    fn new(name: &str, raw: Vec<u8>) -> Self {
        let mut hasher = DefaultHasher::new();
        raw.hash(&mut hasher);
        let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
        let gzip = encoder.write_all(&raw).and_then(|()| encoder.finish()).ok();
        Self {
            mime: mime(name),
            // Weak: the same tag stands for the compressed and the plain form.
            etag: format!("W/\"{:016x}\"", hasher.finish()),
            gzip: gzip.filter(|gzip| gzip.len() < raw.len()).map(Arc::from),
            raw: raw.into(),
        }
    }
}

/// A site that is being served, and may be replaced while it is.
#[derive(Clone)]
pub struct Served(Arc<RwLock<Site>>);

impl Served {
    /// Serves from threads of its own, on this port or the next that is free, and says on which.
    pub fn start(site: Site, port: u16) -> Result<(Self, SocketAddr)> {
        let mut addresses: Vec<_> = (port..=port.saturating_add(PORTS_TRIED))
            .chain([0])
            .map(|port| SocketAddr::from((Ipv4Addr::LOCALHOST, port)))
            .collect();
        addresses.dedup();
        let server = Server::bind(&addresses[..]).http1_only().max_workers(CONNECTIONS);
        let address = server.local_addr().context("the address of the server is not known")?;
        let served = Self(Arc::new(RwLock::new(site)));
        let answering = served.clone();
        std::thread::spawn(move || {
            let answer =
                move |request: Request, _| answering.0.read().unwrap_or_else(PoisonError::into_inner).respond(&request);
            if let Err(error) = server.serve(answer) {
                eprintln!("error: the server has stopped: {error}");
                std::process::exit(1);
            }
        });
        Ok((served, address))
    }

    /// Serves this from now on.
    pub fn replace(&self, site: Site) {
        *self.0.write().unwrap_or_else(PoisonError::into_inner) = site;
    }
}

fn mime(name: &str) -> &'static str {
    match name.rsplit_once('.').map_or("", |(_, extension)| extension) {
        "css" => "text/css; charset=utf-8",
        "csv" => "text/csv; charset=utf-8",
        "gif" => "image/gif",
        "html" => "text/html; charset=utf-8",
        "ico" => "image/x-icon",
        "jpg" | "jpeg" => "image/jpeg",
        "js" | "mjs" => "text/javascript; charset=utf-8",
        "json" | "map" => "application/json",
        "md" | "txt" => "text/plain; charset=utf-8",
        "png" => "image/png",
        "svg" => "image/svg+xml",
        "wasm" => "application/wasm",
        "webmanifest" => "application/manifest+json",
        "webp" => "image/webp",
        "woff2" => "font/woff2",
        "xml" => "application/xml",
        _ => "application/octet-stream",
    }
}

fn header<'a>(request: &'a Request, name: &str) -> &'a str {
    request.headers().get(name).and_then(|value| value.to_str().ok()).unwrap_or_default()
}

/// Whether an Accept-Encoding allows gzip: named, and not with a quality of nothing.
fn accepts_gzip(accepted: &str) -> bool {
    accepted.split(',').any(|coding| {
        let (name, quality) = coding.split_once(";q=").unwrap_or((coding, "1"));
        name.trim() == "gzip" && quality.trim().parse().is_ok_and(|quality: f32| quality > 0.0)
    })
}

/// What every answer carries. The origin is open, because a figure in a sandboxed frame has none of its own; a browser
/// must ask again each time, because the site changes under its reader's hands.
fn headers(status: u16, mime: &str) -> ResponseBuilder {
    ResponseBuilder::new()
        .status(status)
        .header("content-type", mime)
        .header("access-control-allow-origin", "*")
        .header("cache-control", "no-cache")
}

fn plain(status: u16, text: &str) -> Response {
    finish(headers(status, "text/plain; charset=utf-8"), text.as_bytes())
}

fn finish(answer: ResponseBuilder, body: &[u8]) -> Response {
    answer.body(Body::new(body.to_vec())).expect("every header value here is plain text")
}
