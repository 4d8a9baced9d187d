//! The form list, the manifest and the acknowledgement.

use crate::{name::FormId, xml::Writer};

/// A form in the form list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListedForm<'a> {
    /// Its identifier.
    pub id: &'a FormId,
    /// Its version.
    pub version: &'a str,
    /// What it is called.
    pub name: &'a str,
    /// A word on it.
    pub description: &'a str,
    /// The hash of the `XForm` as the server computed it: `md5:…`.
    pub hash: &'a str,
    /// Where the `XForm` is.
    pub download: &'a str,
    /// Where its manifest is, if it has files beside it.
    pub manifest: Option<&'a str>,
}

/// A file that belongs to a form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListedFile<'a> {
    /// Its name.
    pub name: &'a str,
    /// Its hash: `md5:…`.
    pub hash: &'a str,
    /// Where it is.
    pub download: &'a str,
}

/// The form list (`OpenRosa` form discovery API 1.0).
pub fn form_list(forms: &[ListedForm<'_>]) -> String {
    let mut xml = Writer::new();
    xml.open("xforms", &[("xmlns", "http://openrosa.org/xforms/xformsList")]);
    for form in forms {
        xml.open("xform", &[]);
        xml.leaf("formID", &[], form.id.as_str());
        xml.leaf("name", &[], form.name);
        xml.leaf("version", &[], form.version);
        xml.leaf("hash", &[], form.hash);
        if !form.description.is_empty() {
            xml.leaf("descriptionText", &[], form.description);
        }
        xml.leaf("downloadUrl", &[], form.download);
        if let Some(manifest) = form.manifest {
            xml.leaf("manifestUrl", &[], manifest);
        }
        xml.close();
    }
    xml.finish()
}

/// The manifest of a form's files.
pub fn manifest(files: &[ListedFile<'_>]) -> String {
    let mut xml = Writer::new();
    xml.open("manifest", &[("xmlns", "http://openrosa.org/xforms/xformsManifest")]);
    for file in files {
        xml.open("mediaFile", &[]);
        xml.leaf("filename", &[], file.name);
        xml.leaf("hash", &[], file.hash);
        xml.leaf("downloadUrl", &[], file.download);
        xml.close();
    }
    xml.finish()
}

/// What a submitter gets back (`OpenRosa` response API 1.0). The nature is `submit_success` or
/// `submit_error`, or empty.
pub fn response(message: &str, nature: &str) -> String {
    let mut xml = Writer::new();
    xml.open("OpenRosaResponse", &[("xmlns", "http://openrosa.org/http/response")]);
    let attributes = [("nature", nature)];
    let attributes = if nature.is_empty() { &[][..] } else { &attributes[..] };
    xml.leaf("message", attributes, message);
    xml.finish()
}
