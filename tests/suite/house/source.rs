//! The source as the rules look at it: what each file names from the crate and from elsewhere, its types, functions and docs.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use proc_macro2::{TokenStream, TokenTree};
use syn::visit::{self, Visit};
use syn::{
    Attribute, FnArg, ImplItemFn, Item, ItemFn, ItemMod, ItemUse, Signature, TraitItemFn, Type,
    UseTree,
};

/// A file of the source, without its inline tests unless the rule wants them.
#[derive(Default)]
pub(super) struct SourceFile {
    /// `src/ui/layout.rs`
    pub(super) path: String,
    /// `["ui", "layout"]`
    pub(super) module: Vec<String>,
    /// Paths that begin at the crate's root, `super` and `self` resolved.
    pub(super) inner_paths: Vec<Vec<String>>,
    /// Paths of libraries.
    pub(super) outer_paths: Vec<Vec<String>>,
    /// Names of its types.
    pub(super) types: Vec<String>,
    /// Names of its functions and methods; those that a trait of elsewhere demands are left out.
    pub(super) functions: Vec<String>,
    /// Functions with a parameter that is a tuple.
    pub(super) tuple_parameters: Vec<String>,
    /// The first line of each doc comment.
    pub(super) docs: Vec<String>,
    /// Every word of its code but for comments and strings.
    pub(super) words: Vec<String>,
}

impl SourceFile {
    /// Reads a source, with its inline tests or without them.
    pub(super) fn parse(path: &str, text: &str, with_tests: bool) -> Self {
        let module = path
            .trim_start_matches("src/")
            .trim_end_matches(".rs")
            .split('/')
            .map(str::to_owned)
            .collect();
        let mut reader = SourceReader {
            file: Self {
                path: path.to_owned(),
                module,
                ..Self::default()
            },
            inline: Vec::new(),
            children: Vec::new(),
            with_tests,
        };
        let tree = syn::parse_file(text).unwrap_or_else(|error| panic!("{path}: {error}"));
        reader.visit_file(&tree);
        reader.file.docs = list_docs(text);
        reader.file
    }

    /// Returns the first part of its module's path.
    pub(super) fn room(&self) -> &str {
        &self.module[0]
    }
}

/// Collects what a file holds.
struct SourceReader {
    file: SourceFile,
    /// The inline modules around the place being read.
    inline: Vec<String>,
    /// The modules that the file declares.
    children: Vec<String>,
    with_tests: bool,
}

impl SourceReader {
    /// Takes a path as it is written, and stores it resolved.
    fn add_path(&mut self, parts: &[String]) {
        let here = || [self.file.module.clone(), self.inline.clone()].concat();
        let Some(first) = parts.first() else { return };
        let (mut base, mut rest) = match first.as_str() {
            "crate" | "dateline" => (Vec::new(), &parts[1..]),
            "self" | "super" => (here(), parts),
            name if self.children.iter().any(|child| child == name) => {
                (self.file.module.clone(), parts)
            }
            _ => {
                if parts.len() > 1 {
                    self.file.outer_paths.push(parts.to_vec());
                }
                return;
            }
        };
        while let Some(("super" | "self", behind)) = rest
            .split_first()
            .map(|(word, behind)| (word.as_str(), behind))
        {
            if rest[0] == "super" {
                base.pop();
            }
            rest = behind;
        }
        base.extend(
            rest.iter()
                .filter(|part| *part != "*" && *part != "self")
                .cloned(),
        );
        self.file.inner_paths.push(base);
    }

    fn add_use(&mut self, before: &[String], tree: &UseTree) {
        let with = |name: String| [before, &[name]].concat();
        match tree {
            UseTree::Path(path) => self.add_use(&with(path.ident.to_string()), &path.tree),
            UseTree::Name(name) => self.add_path(&with(name.ident.to_string())),
            UseTree::Rename(name) => self.add_path(&with(name.ident.to_string())),
            UseTree::Glob(_) => self.add_path(&with("*".to_owned())),
            UseTree::Group(group) => {
                for tree in &group.items {
                    self.add_use(before, tree);
                }
            }
        }
    }

    /// Finds the paths in what is given to a macro.
    fn add_tokens(&mut self, tokens: TokenStream) {
        let mut path: Vec<String> = Vec::new();
        let mut colons = 0;
        for token in tokens {
            match token {
                TokenTree::Ident(word) if path.is_empty() || colons == 2 => {
                    path.push(word.to_string());
                    colons = 0;
                    continue;
                }
                TokenTree::Punct(sign) if sign.as_char() == ':' && !path.is_empty() => {
                    colons += 1;
                    continue;
                }
                TokenTree::Group(group) => self.add_tokens(group.stream()),
                _ => {}
            }
            if path.len() > 1 {
                self.add_path(&path);
            }
            path.clear();
            colons = 0;
        }
        if path.len() > 1 {
            self.add_path(&path);
        }
    }

    fn add_function(&mut self, signature: &Signature) {
        let name = signature.ident.to_string();
        let is_tuple = |input: &FnArg| matches!(input, FnArg::Typed(input) if matches!(&*input.ty, Type::Tuple(tuple) if !tuple.elems.is_empty()));
        if signature.inputs.iter().any(is_tuple) {
            self.file.tuple_parameters.push(name.clone());
        }
        self.file.functions.push(name);
    }
}

/// Returns the first line of each doc comment before the inline tests.
fn list_docs(text: &str) -> Vec<String> {
    let lines: Vec<&str> = text
        .lines()
        .map(str::trim)
        .take_while(|line| *line != "#[cfg(test)]")
        .collect();
    let is_first = |n: usize| n == 0 || !lines[n - 1].starts_with("///");
    (0..lines.len())
        .filter(|n| is_first(*n))
        .filter_map(|n| lines[n].strip_prefix("///"))
        .map(|line| line.trim().to_owned())
        .collect()
}

fn is_test(attributes: &[Attribute]) -> bool {
    attributes.iter().any(|attribute| {
        attribute.path().is_ident("cfg")
            && attribute
                .parse_args::<syn::Path>()
                .is_ok_and(|path| path.is_ident("test"))
    })
}

impl<'ast> Visit<'ast> for SourceReader {
    fn visit_file(&mut self, file: &'ast syn::File) {
        let children = file.items.iter().filter_map(|item| match item {
            Item::Mod(module) if module.content.is_none() => Some(module.ident.to_string()),
            _ => None,
        });
        self.children = children.collect();
        for item in &file.items {
            self.visit_item(item);
        }
    }

    fn visit_item_mod(&mut self, module: &'ast ItemMod) {
        if is_test(&module.attrs) && !self.with_tests || module.content.is_none() {
            return;
        }
        self.inline.push(module.ident.to_string());
        visit::visit_item_mod(self, module);
        self.inline.pop();
    }

    fn visit_item(&mut self, item: &'ast Item) {
        match item {
            Item::Struct(item) => self.file.types.push(item.ident.to_string()),
            Item::Enum(item) => self.file.types.push(item.ident.to_string()),
            Item::Trait(item) => self.file.types.push(item.ident.to_string()),
            Item::Type(item) => self.file.types.push(item.ident.to_string()),
            Item::Union(item) => self.file.types.push(item.ident.to_string()),
            _ => {}
        }
        visit::visit_item(self, item);
    }

    fn visit_item_fn(&mut self, function: &'ast ItemFn) {
        self.add_function(&function.sig);
        visit::visit_item_fn(self, function);
    }

    fn visit_trait_item_fn(&mut self, function: &'ast TraitItemFn) {
        self.add_function(&function.sig);
        visit::visit_trait_item_fn(self, function);
    }

    fn visit_impl_item_fn(&mut self, function: &'ast ImplItemFn) {
        self.add_function(&function.sig);
        visit::visit_impl_item_fn(self, function);
    }

    fn visit_item_use(&mut self, item: &'ast ItemUse) {
        self.add_use(&[], &item.tree);
    }

    fn visit_path(&mut self, path: &'ast syn::Path) {
        let parts: Vec<String> = path
            .segments
            .iter()
            .map(|segment| segment.ident.to_string())
            .collect();
        if parts.len() > 1 {
            self.add_path(&parts);
        }
        visit::visit_path(self, path);
    }

    fn visit_macro(&mut self, call: &'ast syn::Macro) {
        self.add_tokens(call.tokens.clone());
        visit::visit_macro(self, call);
    }

    fn visit_ident(&mut self, word: &'ast proc_macro2::Ident) {
        self.file.words.push(word.to_string());
    }
}

/// Returns the root of the repository.
pub(super) fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// Returns every file below a folder with a name that ends so, sorted.
pub(super) fn list_files(folder: &Path, end: &str) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(list_files(&path, end));
        } else if path.to_string_lossy().ends_with(end) {
            found.push(path);
        }
    }
    found.sort();
    found
}

/// Returns the files of the source but `lib.rs`, which only lists them, with their inline tests or without.
pub(super) fn read_source(with_tests: bool) -> &'static [SourceFile] {
    static WITH_TESTS: LazyLock<Vec<SourceFile>> = LazyLock::new(|| parse_source(true));
    static WITHOUT: LazyLock<Vec<SourceFile>> = LazyLock::new(|| parse_source(false));
    if with_tests { &WITH_TESTS } else { &WITHOUT }
}

fn parse_source(with_tests: bool) -> Vec<SourceFile> {
    list_files(&root().join("src"), ".rs")
        .into_iter()
        .filter(|path| !path.ends_with("src/lib.rs"))
        .map(|path| {
            let name = path.strip_prefix(root()).unwrap().display().to_string();
            SourceFile::parse(&name, &fs::read_to_string(&path).unwrap(), with_tests)
        })
        .collect()
}

#[test]
fn paths_are_found_however_they_are_written() {
    let text = "//! crate::no\nmod tile;\nuse crate::{app::{self, view::View as V}, text};\nfn f() { \
                super::paint::put(\"crate::no\", '\"', r#\"crate::\"no\"#); tile::draw(); assert!(toml::is(crate::ui::x)) }\n\
                #[cfg(test)]\nmod tests { use super::*; use super::super::help; }";
    let file = SourceFile::parse("src/ui/map.rs", text, true);
    let join = |paths: &[Vec<String>]| -> Vec<String> {
        paths.iter().map(|path| path.join("::")).collect()
    };
    assert_eq!(
        join(&file.inner_paths),
        [
            "app",
            "app::view::View",
            "text",
            "ui::paint::put",
            "ui::map::tile::draw",
            "ui::x",
            "ui::map",
            "ui::help"
        ]
    );
    assert_eq!(join(&file.outer_paths), ["toml::is"]);
    assert_eq!(
        SourceFile::parse("src/ui/map.rs", text, false)
            .inner_paths
            .len(),
        6
    );
}
