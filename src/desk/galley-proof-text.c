/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "galley-proof-text.h"

#include <glib/gi18n.h>
#include <string.h>

#include "galley-html-scan.h"
#include "galley-proof-lines.h"
#include "galley-proof-markup.h"

/* A text with more faults than this is no text; nobody reads a longer list of them. */
#define FINDINGS_MAX 200

/* Goes through the HTML of a text as its readers meet it. */
typedef struct
{
  GalleyProofText *text;
  const GalleyProofLines *lines;
  GalleyHtmlScan scan;
  const GalleyBlock *block; /* (nullable): that the scan stands in */
  GString *visible;         /* what is read of the block; see galley-proof-markup.h */
  guint code;               /* how many elements of code are open */

  gboolean in_link, link_is_empty;
  char *link_address;

  gboolean in_table, has_header, in_header;
} Reader;

static void
free_reference (gpointer data)
{
  GalleyReference *reference = data;

  g_free (reference->address);
  g_free (reference->written);
  g_free (reference);
}

/**
 * galley_proof_text_free:
 * @text: (transfer full) (nullable): what is known of a text
 */
void
galley_proof_text_free (GalleyProofText *text)
{
  if (text == NULL)
    return;
  g_ptr_array_unref (text->findings);
  g_ptr_array_unref (text->references);
  g_hash_table_unref (text->anchors);
  g_free (text);
}

/* Internal addresses stay as they are, so that the HTML holds all addresses as they were written.
 */
static char *
keep_address (const char *address, gpointer user_data)
{
  return g_strdup (address);
}

static char *
note_reference (const GalleyHtmlScan *scan,
                const GalleyHtmlAttribute *attribute,
                const char *address,
                gpointer user_data)
{
  Reader *self = user_data;
  const GalleyBlock *block = galley_proof_lines_find_block (self->lines, scan->tag);
  GalleyReference *reference;
  GalleyProofPlace place;

  if (galley_html_attribute_is (attribute, "cite") ||
      galley_html_attribute_is (attribute, "action") ||
      galley_html_attribute_is (attribute, "formaction"))
    return NULL;
  reference = g_new0 (GalleyReference, 1);
  reference->address = g_strdup (address);
  reference->is_picture = galley_html_scan_is (scan, "img");
  galley_proof_lines_find (self->lines, block, address, &place);
  reference->line = place.line;
  reference->offset = place.offset;
  reference->written = g_strndup (self->lines->body + place.offset, place.length);
  g_ptr_array_add (self->text->references, reference);
  return NULL;
}

static void add (Reader *self, const char *rule, const char *text, const char *format, ...)
    G_GNUC_PRINTF (4, 5);

static void
add (Reader *self, const char *rule, const char *text, const char *format, ...)
{
  GalleyFinding *finding;
  GalleyProofPlace place;
  g_autofree char *what = NULL;
  va_list arguments;

  if (self->text->findings->len >= FINDINGS_MAX)
    return;
  va_start (arguments, format);
  what = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  finding = galley_finding_new (rule, FALSE, what);
  galley_proof_lines_find (self->lines, self->block, text, &place);
  finding->line = place.line;
  finding->offset = place.offset;
  g_free (finding->written);
  finding->written = g_strndup (self->lines->body + place.offset, place.length);
  g_free (finding->text);
  finding->text = g_strdup (text);
  g_ptr_array_add (self->text->findings, finding);
}

static void
found_markup (const char *rule, const char *text, const char *what, gpointer user_data)
{
  add (user_data, rule, text, "%s", what);
}

static gboolean
is_one_of (const GalleyHtmlScan *scan, const char *const *names)
{
  for (; *names != NULL; names++)
    if (galley_html_scan_is (scan, *names))
      return TRUE;
  return FALSE;
}

/* Elements within a line: the words before and behind them stand beside each other. */
static gboolean
is_inline (const GalleyHtmlScan *scan)
{
  static const char *const names[] = { "a",   "abbr", "b", "bdi",  "bdo",   "cite", "del",    "em",
                                       "i",   "ins",  "q", "s",    "small", "span", "strong", "sub",
                                       "sup", "time", "u", "mark", "wbr",   NULL };

  return is_one_of (scan, names);
}

/* Elements whose text is not the author's prose. */
static gboolean
is_code (const GalleyHtmlScan *scan)
{
  static const char *const names[] = { "code", "pre", "kbd", "samp", "var", "math", "svg", NULL };

  return is_one_of (scan, names);
}

/* Text between two tags; comments may stand in it. */
static void
read_text (Reader *self, const char *start, const char *end)
{
  while (start < end)
    {
      const char *comment = g_strstr_len (start, end - start, "<!--");
      const char *close;
      const GalleyHtmlAttribute raw = { .value = start,
                                        .value_length =
                                            (gsize) ((comment != NULL ? comment : end) - start) };
      g_autofree char *text = galley_html_attribute_get_text (&raw);

      if (text[strspn (text, " \t\r\n")] != '\0')
        {
          self->link_is_empty = FALSE;
          self->has_header = self->has_header || self->in_header;
        }
      if (self->code == 0)
        g_string_append (self->visible, text);
      if (comment == NULL)
        return;
      close = g_strstr_len (comment, end - comment, "-->");
      start = close != NULL ? close + 3 : end;
    }
}

/* All that is read of a block is there. */
static void
end_block (Reader *self)
{
  gsize length;
  const char *source = galley_proof_lines_get_source (self->lines, self->block, &length);

  galley_proof_markup_check (self->visible->str, source, length, found_markup, self);
  g_string_truncate (self->visible, 0);
}

static void
read_image (Reader *self, const char *alternative, const char *address)
{
  self->link_is_empty = FALSE;
  self->has_header = self->has_header || self->in_header;
  g_string_append (self->visible, GALLEY_PROOF_OBJECT);
  if (alternative == NULL || alternative[strspn (alternative, " \t\n")] == '\0')
    add (self, "missing-alternative", address,
         _ ("the picture “%s” has no alternative text, for those who do not see it"), address);
}

static void
read_attributes (Reader *self)
{
  g_autofree char *address = NULL;
  g_autofree char *alternative = NULL;
  gboolean is_image = galley_html_scan_is (&self->scan, "img");
  gboolean is_link = galley_html_scan_is (&self->scan, "a");
  gboolean is_hidden = FALSE;
  GalleyHtmlAttribute attribute;

  while (galley_html_scan_next_attribute (&self->scan, &attribute))
    {
      g_autofree char *text = galley_html_attribute_get_text (&attribute);

      if (galley_html_attribute_is (&attribute, "id") ||
          (is_link && galley_html_attribute_is (&attribute, "name")))
        g_hash_table_add (self->text->anchors, g_steal_pointer (&text));
      else if (galley_html_attribute_is (&attribute, is_image ? "src" : "href") && address == NULL)
        address = g_steal_pointer (&text);
      else if (galley_html_attribute_is (&attribute, "alt") && alternative == NULL)
        alternative = g_steal_pointer (&text);
      else if (galley_html_attribute_is (&attribute, "aria-label"))
        self->link_is_empty = FALSE;
      else if (galley_html_attribute_is (&attribute, "role"))
        is_hidden = g_str_equal (text, "presentation") || g_str_equal (text, "none");
    }
  if (is_image && !is_hidden)
    read_image (self, alternative, address != NULL ? address : "");
  if (!is_link || address == NULL)
    return;
  self->in_link = TRUE;
  g_free (self->link_address);
  self->link_address = g_steal_pointer (&address);
}

static void
end_link (Reader *self)
{
  if (self->in_link && self->link_is_empty)
    add (self, "empty-link", self->link_address,
         _ ("the link to “%s” has no text, so nobody can follow it"), self->link_address);
  self->in_link = FALSE;
}

static void
read_table_tag (Reader *self)
{
  gboolean is_table = galley_html_scan_is (&self->scan, "table");

  if (galley_html_scan_is (&self->scan, "th"))
    self->in_header = !self->scan.closing;
  if (!is_table)
    return;
  if (self->scan.closing && self->in_table && !self->has_header)
    add (self, "table-header", "", "%s",
         _ ("a table has no header, which says what its columns are"));
  self->in_table = !self->scan.closing;
  self->has_header = FALSE;
}

static void
read_tag (Reader *self)
{
  gboolean closing = self->scan.closing;

  if (is_code (&self->scan))
    {
      if (!closing)
        {
          self->code++;
          self->link_is_empty = FALSE;
        }
      else if (self->code > 0)
        self->code--;
      g_string_append (self->visible, GALLEY_PROOF_OBJECT);
    }
  else if (!is_inline (&self->scan))
    g_string_append (self->visible, GALLEY_PROOF_BREAK);
  read_table_tag (self);
  if (closing)
    {
      if (galley_html_scan_is (&self->scan, "a"))
        end_link (self);
      return;
    }
  if (galley_html_scan_is (&self->scan, "a"))
    self->link_is_empty = TRUE;
  read_attributes (self);
}

static void
read_html (Reader *self, const char *html, gsize length)
{
  const char *at = html;
  gboolean is_raw = FALSE; /* what was passed over is no text: of a script or a style */

  galley_html_scan_init (&self->scan, html, (gssize) length);
  while (galley_html_scan_next (&self->scan))
    {
      const GalleyBlock *block = galley_proof_lines_find_block (self->lines, self->scan.tag);
      GalleyHtmlAttribute rest;

      if (!is_raw)
        read_text (self, at, self->scan.tag);
      if (block != self->block)
        end_block (self);
      self->block = block;
      read_tag (self);
      while (galley_html_scan_next_attribute (&self->scan, &rest))
        ;
      is_raw = self->scan.raw != NULL;
      at = self->scan.p;
    }
  if (!is_raw)
    read_text (self, at, html + length);
  end_block (self);
}

static void
read_headings (Reader *self, GalleyDocument *document)
{
  GPtrArray *outline = galley_document_get_outline (document);
  guint before = 0;

  for (guint i = 0; i < outline->len; i++)
    {
      const GalleyHeading *heading = g_ptr_array_index (outline, i);

      if (before > 0 && heading->level > before + 1 && self->text->findings->len < FINDINGS_MAX)
        {
          GalleyFinding *finding = galley_findings_add (
              self->text->findings, "heading-level", FALSE,
              _ ("the heading “%s” is of level %u, and the one above it of level %u"),
              heading->text, heading->level, before);

          finding->line = heading->line;
          finding->offset = g_array_index (self->lines->starts, gsize,
                                           MIN (heading->line, self->lines->starts->len) - 1);
          g_free (finding->text);
          finding->text = g_strdup (heading->text);
        }
      before = heading->level;
    }
}

/**
 * galley_proof_text_new:
 * @body: Markdown
 * @allow_raw_html: whether the site lets posts have raw HTML
 *
 * Reads a text once, as the page will show it. Any thread.
 *
 * Returns: (transfer full): what is known of it
 */
GalleyProofText *
galley_proof_text_new (const char *body, gboolean allow_raw_html)
{
  const GalleyMarkdownOptions options = { .profile = GALLEY_PROFILE_POST,
                                          .no_raw_html = !allow_raw_html,
                                          .resolve = keep_address };
  g_autoptr (GalleyDocument) document = galley_document_new (body, -1, &options);
  g_autoptr (GString) visible = g_string_new (NULL);
  g_auto (GalleyProofLines) lines = { NULL };
  GalleyProofText *text = g_new0 (GalleyProofText, 1);
  Reader self = { .text = text, .lines = &lines, .visible = visible };
  gsize length;
  const char *html = galley_document_get_html (document, &length);

  text->findings = galley_findings_new ();
  text->references = g_ptr_array_new_with_free_func (free_reference);
  text->anchors = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  galley_proof_lines_init (&lines, body, document);
  if (body[strspn (body, " \t\r\n")] == '\0')
    galley_findings_add (text->findings, "no-text", FALSE, "%s", _ ("there is no text"));
  if (galley_document_get_warning (document) != NULL)
    galley_findings_add (text->findings, "text-limit", TRUE, "%s",
                         galley_document_get_warning (document));
  g_free (galley_html_rewrite_addresses (html, (gssize) length, note_reference, &self));
  read_html (&self, html, length);
  read_headings (&self, document);
  g_free (self.link_address);
  return text;
}
