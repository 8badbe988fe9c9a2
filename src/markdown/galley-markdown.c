/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "galley-markdown.h"

#include <string.h>

#include "galley-attributes-private.h"
#include "galley-html-private.h"
#include "galley-html-scan.h"
#include "galley-marks-private.h"
#include "galley-slug.h"
#include "galley-text.h"

/* Frees one element of galley_document_get_outline(). */
static void
heading_free (GalleyHeading *heading)
{
  if (heading == NULL)
    return;
  g_free (heading->text);
  g_free (heading->anchor);
  g_free (heading);
}

static gboolean
is_more_marker (const char *html)
{
  g_autofree char *trimmed = g_strstrip (g_strdup (html));

  return g_str_equal (trimmed, "<!--more-->") || g_str_equal (trimmed, "<!-- more -->");
}

static gboolean
is_internal (const char *address)
{
  return g_str_has_prefix (address, "post:") || g_str_has_prefix (address, "media:");
}

/* Remembers the addresses of links and images, and resolves the internal ones. */
static void
take_link (GalleyDocument *self, cmark_node *node)
{
  const char *address = cmark_node_get_url (node);
  g_autofree char *resolved = NULL;

  g_ptr_array_add (self->links, g_strdup (address));
  if (self->options.profile != GALLEY_PROFILE_POST || self->options.resolve == NULL)
    return;
  if (!is_internal (address))
    return;
  resolved = self->options.resolve (address, self->options.resolve_data);
  if (resolved != NULL)
    cmark_node_set_url (node, resolved);
  else
    galley_node_set_kind (node, GALLEY_NODE_UNRESOLVED);
}

/* The same for an address in HTML; one that names nothing goes with its attribute. */
static char *
take_html_address (const GalleyHtmlScan *scan,
                   const GalleyHtmlAttribute *attribute,
                   const char *address,
                   gpointer user_data)
{
  GalleyDocument *self = user_data;
  char *resolved = NULL;

  g_ptr_array_add (self->links, g_strdup (address));
  if (!is_internal (address) || self->options.resolve == NULL)
    return NULL;
  resolved = self->options.resolve (address, self->options.resolve_data);
  return resolved != NULL ? resolved : g_strdup ("");
}

static void
take_html (GalleyDocument *self, cmark_node *node)
{
  const char *html = cmark_node_get_literal (node);
  g_autofree char *resolved = NULL;

  self->has_html = TRUE;
  if (self->options.profile != GALLEY_PROFILE_POST)
    return;
  resolved = galley_html_rewrite_addresses (html, -1, take_html_address, self);
  if (!g_str_equal (resolved, html))
    cmark_node_set_literal (node, resolved);
}

/* Remembers the bare addresses that are links in @text. */
static void
take_bare_links (GalleyDocument *self, const char *text)
{
  const char *start = NULL;

  for (const char *at = strchr (text, '\xEF'); at != NULL; at = strchr (at + 1, '\xEF'))
    {
      if (!galley_mark_is_at (at))
        continue;
      if (start != NULL)
        g_ptr_array_add (self->links, g_strndup (start, at - start));
      start = galley_mark_at (at) == GALLEY_MARK_LINK_START ? at + GALLEY_MARK_BYTES : NULL;
    }
}

/* An id that no heading before has, its own where the author gave it one. Returns: (transfer full):
 * it must live as long as the outline is made, since it is the key of its own entry */
static char *
choose_anchor (GalleyDocument *self, const char *text, const GalleyAttributes *attributes)
{
  const char *prefix = self->options.anchor_prefix != NULL ? self->options.anchor_prefix : "";
  g_autofree char *slug = attributes != NULL && attributes->id != NULL
                              ? g_strdup (attributes->id)
                              : galley_slug_from_text (text);
  char *anchor = g_strconcat (prefix, *slug != '\0' ? slug : "section", NULL);
  g_autofree char *first = NULL;
  guint n;

  if (self->anchors == NULL)
    self->anchors = g_hash_table_new (g_str_hash, g_str_equal);
  n = GPOINTER_TO_UINT (g_hash_table_lookup (self->anchors, anchor));
  if (n > 0)
    {
      first = g_steal_pointer (&anchor);
      do
        {
          g_free (anchor);
          anchor = g_strdup_printf ("%s-%u", first, n++);
        }
      while (g_hash_table_contains (self->anchors, anchor));
      g_hash_table_insert (self->anchors, first, GUINT_TO_POINTER (n));
    }
  g_hash_table_insert (self->anchors, anchor, GUINT_TO_POINTER (1));
  return anchor;
}

static void
take_heading (GalleyDocument *self, cmark_node *node)
{
  GalleyHeading *heading = g_new0 (GalleyHeading, 1);

  heading->level = cmark_node_get_heading_level (node);
  heading->line = cmark_node_get_start_line (node);
  heading->text = galley_node_get_text (node);
  heading->anchor = choose_anchor (self, heading->text, galley_attributes_get (self, node));
  g_ptr_array_add (self->outline, heading);
}

static gboolean
is_figure (cmark_node *paragraph)
{
  cmark_node *image = cmark_node_first_child (paragraph);

  return image != NULL && cmark_node_get_type (image) == CMARK_NODE_IMAGE &&
         cmark_node_next (image) == NULL && !galley_node_is_tight (paragraph);
}

/* Takes what the getters give from a node that is left. */
static void
gather_from (GalleyDocument *self, cmark_node *node, gboolean outlined)
{
  gboolean post = self->options.profile == GALLEY_PROFILE_POST;

  switch (cmark_node_get_type (node))
    {
    case CMARK_NODE_HEADING:
      if (outlined)
        take_heading (self, node);
      break;
    case CMARK_NODE_LINK:
    case CMARK_NODE_IMAGE:
      take_link (self, node);
      break;
    case CMARK_NODE_TEXT:
      if (self->extended && (self->prepared.changed || self->prepared.ats))
        take_bare_links (self, cmark_node_get_literal (node));
      break;
    case CMARK_NODE_HTML_BLOCK:
    case CMARK_NODE_HTML_INLINE:
      if (post && is_more_marker (cmark_node_get_literal (node)))
        {
          galley_node_set_kind (node, GALLEY_NODE_MORE);
          self->marked = TRUE;
        }
      else
        take_html (self, node);
      break;
    case CMARK_NODE_PARAGRAPH:
      if (post && is_figure (node))
        galley_node_set_kind (node, GALLEY_NODE_FIGURE);
      break;
    default:
      break;
    }
}

/* One walk that reads the extensions inside of text and, from what has its notes numbered or has
 * none, takes what the getters give. */
static void
settle (GalleyDocument *self, cmark_node *root, gboolean extend, gboolean take)
{
  gboolean entering = TRUE;
  gboolean outlined = root == self->root;
  cmark_node *node = root;

  for (; node != NULL; node = galley_node_walk (node, root, &entering))
    {
      if (entering && extend && self->prepared.braces)
        galley_attributes_apply (self, node);
      if (entering && extend)
        galley_inline_extensions_apply (node, &self->prepared);
      else if (!entering && take)
        gather_from (self, node, outlined);
    }
}

/* Reads the extensions inside of text, and takes what the getters give. */
static void
settle_all (GalleyDocument *self)
{
  settle (self, self->root, self->extended, TRUE);
  for (guint i = 0; self->notes != NULL && i < self->notes->len; i++)
    if (g_array_index (self->notes, GalleyNote, i).item != NULL)
      settle (self, g_array_index (self->notes, GalleyNote, i).item, TRUE, FALSE);
  galley_notes_number (self);
  for (guint i = 0; self->notes_shown != NULL && i < self->notes_shown->len; i++)
    settle (self, ((GalleyNote *) g_ptr_array_index (self->notes_shown, i))->item, FALSE, TRUE);
  g_clear_pointer (&self->anchors, g_hash_table_unref);
}

static guint64
mix (guint64 hash, guint64 word)
{
  hash = (hash ^ word) * G_GUINT64_CONSTANT (0x9e3779b97f4a7c15);
  return hash ^ (hash >> 29);
}

/* Eight bytes at a time, by multiplication and rotation: blocks are compared by it, nobody's safety
 * rests on it. */
static guint64
hash_bytes (const char *bytes, gsize length)
{
  guint64 hash = G_GUINT64_CONSTANT (0xcbf29ce484222325) ^ length;
  guint64 word;

  for (; length >= sizeof word; bytes += sizeof word, length -= sizeof word)
    {
      memcpy (&word, bytes, sizeof word);
      hash = mix (hash, word);
    }
  word = 0;
  memcpy (&word, bytes, length);
  return mix (hash, word);
}

/* Where @node stands in the source. */
static GalleyLines
get_lines (GalleyDocument *self, cmark_node *node)
{
  const GalleyLines *known = self->lines != NULL ? g_hash_table_lookup (self->lines, node) : NULL;
  GalleyLines lines = { cmark_node_get_start_line (node), cmark_node_get_end_line (node) };
  cmark_node *next = cmark_node_next (node);

  if (known != NULL)
    return *known;
  /* libcmark counts the line after an underlined heading to it. */
  if (next != NULL && lines.last > lines.first && cmark_node_get_type (node) == CMARK_NODE_HEADING)
    lines.last--;
  return lines;
}

static void
add_block (GalleyDocument *self, guint first_line, guint last_line, gsize offset)
{
  GalleyBlock block = { first_line, MAX (first_line, last_line), offset, self->html->len - offset,
                        0 };

  if (block.length == 0)
    return;
  g_array_append_val (self->blocks, block);
}

static void
write_blocks (GalleyDocument *self)
{
  GalleyWriter writer = { .document = self, .out = self->html };
  cmark_node *node = cmark_node_first_child (self->root);
  GalleyLines lines;
  gsize offset;

  for (; node != NULL; node = cmark_node_next (node))
    {
      offset = self->html->len;
      galley_write_clean_node (&writer, node);
      lines = get_lines (self, node);
      add_block (self, lines.first, lines.last, offset);
    }
  if (self->notes_shown == NULL || self->notes_shown->len == 0)
    return;
  offset = self->html->len;
  galley_write_notes (&writer);
  node = ((GalleyNote *) g_ptr_array_index (self->notes_shown, 0))->item;
  lines = get_lines (self, node);
  add_block (self, lines.first, lines.last, offset);
}

/* Makes room for @size bytes in @out, which is empty, and for no more: it would round up to a power
 * of two. */
static void
reserve (GString *out, gsize size)
{
  out->allocated_len = MAX (out->allocated_len, size + 1);
  out->str = g_realloc (out->str, out->allocated_len);
}

static guint
count_lines (const char *text)
{
  guint lines = 0;

  for (text = strchr (text, '\n'); text != NULL && text[1] != '\0'; text = strchr (text + 1, '\n'))
    lines++;
  return lines;
}

/* Parses @text into the tree, with the extensions of the profile. */
static void
parse (GalleyDocument *self, const char *text, gsize length)
{
  g_autofree char *repaired = NULL;
  g_autofree char *prepared = NULL;

  /* Quicker than libcmark's own look at every line; and what the extensions take from the text must
   * be valid before it is parsed. */
  self->valid = galley_text_is_valid (text, length);
  if (self->extended && !self->valid)
    {
      text = repaired = g_utf8_make_valid (text, length);
      length = strlen (text);
      self->valid = TRUE;
    }
  if (self->options.profile == GALLEY_PROFILE_POST && !galley_smart_needs_parser (text, length))
    self->prepared.smart = galley_smart_new ();
  self->prepared.post = self->options.profile == GALLEY_PROFILE_POST;
  if (self->extended)
    prepared = galley_prepare (&self->prepared, text, length, &length);
  if (prepared != NULL)
    text = prepared;
  self->root = galley_document_parse_more (self, text, length);
  if (self->extended)
    {
      galley_notes_extract (self);
      galley_tables_apply (self, text, length);
    }
  settle_all (self);
  g_clear_pointer (&self->prepared.smart, galley_smart_free);
}

/**
 * galley_document_new:
 * @text: Markdown, UTF-8; what is not UTF-8 becomes U+FFFD
 * @length: its bytes, or -1 where it is nul-terminated
 * @options: (nullable): how to read and write it; %NULL for the post profile as it is
 *
 * Parses @text once and renders it. @options->resolve is called here and not later. Text that no
 * parser should see (see galley_document_get_warning()) is shown as it stands. Any thread; a
 * document belongs to one thread at a time.
 *
 * Returns: (transfer full): the document; free with galley_document_free()
 */
GalleyDocument *
galley_document_new (const char *text, gssize length, const GalleyMarkdownOptions *options)
{
  GalleyDocument *self = g_new0 (GalleyDocument, 1);
  gsize size = length < 0 ? strlen (text) : (gsize) length;
  GalleyArena *before;

  if (options != NULL)
    self->options = *options;
  self->options.anchor_prefix = g_strdup (self->options.anchor_prefix);
  self->html = g_string_new (NULL);
  self->blocks = g_array_new (FALSE, FALSE, sizeof (GalleyBlock));
  self->outline = g_ptr_array_new_with_free_func ((GDestroyNotify) heading_free);
  self->links = g_ptr_array_new_with_free_func (g_free);
  self->extended =
      self->options.profile == GALLEY_PROFILE_POST || self->options.profile == GALLEY_PROFILE_GFM;
  if (galley_document_show_unread (self, text, size))
    {
      add_block (self, 1, 1 + count_lines (self->source), 0);
      return self;
    }
  self->arena = galley_arena_new (size);
  before = galley_arena_enter (self->arena);
  parse (self, text, size);
  galley_arena_enter (before);
  reserve (self->html, size + size / 8);
  write_blocks (self);
  return self;
}

/**
 * galley_document_free:
 * @document: (nullable) (transfer full): a document
 *
 * Frees it with everything that its getters lent.
 */
void
galley_document_free (GalleyDocument *document)
{
  if (document == NULL)
    return;
  galley_notes_clear (document);
  galley_prepared_clear (&document->prepared);
  g_clear_pointer (&document->prepared.smart, galley_smart_free);
  g_clear_pointer (&document->lines, g_hash_table_unref);
  g_clear_pointer (&document->attributes, g_hash_table_unref);
  g_clear_pointer (&document->arena, galley_arena_free);
  g_free ((char *) document->options.anchor_prefix);
  g_string_free (document->html, TRUE);
  g_array_unref (document->blocks);
  g_ptr_array_unref (document->outline);
  g_ptr_array_unref (document->links);
  g_free (document->source);
  g_free (document->warning);
  g_free (document);
}

/**
 * galley_document_get_html:
 * @document: a document
 * @length: (out) (optional): its bytes
 *
 * Returns: (transfer none): the whole as an HTML fragment
 */
const char *
galley_document_get_html (GalleyDocument *document, gsize *length)
{
  if (length != NULL)
    *length = document->html->len;
  return document->html->str;
}

/**
 * galley_document_get_warning:
 * @document: a document
 *
 * Returns: (transfer none) (nullable): why the text was not read as Markdown but shown as it
 *   stands, in a sentence; %NULL where it was read
 */
const char *
galley_document_get_warning (GalleyDocument *document)
{
  return document->warning;
}

/**
 * galley_document_get_blocks:
 * @document: a document
 * @n_blocks: (out): how many
 *
 * The top-level blocks in the order of the HTML; together they are the whole of it.
 *
 * Returns: (transfer none): the blocks
 */
const GalleyBlock *
galley_document_get_blocks (GalleyDocument *document, gsize *n_blocks)
{
  for (; document->n_hashed < document->blocks->len; document->n_hashed++)
    {
      GalleyBlock *block = &g_array_index (document->blocks, GalleyBlock, document->n_hashed);

      block->hash = hash_bytes (document->html->str + block->offset, block->length);
    }
  *n_blocks = document->blocks->len;
  return (const GalleyBlock *) document->blocks->data;
}

static gboolean
holds_more_marker (cmark_node *root)
{
  gboolean entering = TRUE;
  cmark_node *node = root;

  for (; node != NULL; node = galley_node_walk (node, root, &entering))
    if (galley_node_get_kind (node) == GALLEY_NODE_MORE)
      return TRUE;
  return FALSE;
}

/**
 * galley_document_get_excerpt_html:
 * @document: a document
 *
 * What stands before `<!--more-->`; without such a mark, the first paragraph. Headings in it have
 * no ids, so that an excerpt may stand on a page beside the whole.
 *
 * Returns: (transfer full): an HTML fragment, empty where there is no text
 */
char *
galley_document_get_excerpt_html (GalleyDocument *document)
{
  GString *html = g_string_new (NULL);
  GalleyWriter writer = { .document = document, .out = html, .excerpt = TRUE };
  cmark_node *node = document->root != NULL ? cmark_node_first_child (document->root) : NULL;

  for (; node != NULL; node = cmark_node_next (node))
    {
      if (document->marked && galley_node_get_kind (node) == GALLEY_NODE_MORE)
        break;
      if (!document->marked && cmark_node_get_type (node) != CMARK_NODE_PARAGRAPH)
        continue;
      galley_write_clean_node (&writer, node);
      if (!document->marked || holds_more_marker (node))
        break;
    }
  return g_string_free (html, FALSE);
}

/**
 * galley_document_excerpt_is_marked:
 * @document: a document
 *
 * Returns: whether the author said with `<!--more-->` where the excerpt ends
 */
gboolean
galley_document_excerpt_is_marked (GalleyDocument *document)
{
  return document->marked;
}

/**
 * galley_document_has_html:
 * @document: a document
 *
 * Returns: whether HTML stands in the text; without it each block is whole in itself
 */
gboolean
galley_document_has_html (GalleyDocument *document)
{
  return document->has_html;
}

/**
 * galley_document_get_plain_text:
 * @document: a document
 *
 * Returns: (transfer full): the text without markup, a line for each paragraph
 */
char *
galley_document_get_plain_text (GalleyDocument *document)
{
  return document->root != NULL ? galley_node_get_text (document->root)
                                : g_strdup (document->source);
}

/* Whether a letter is part of a word: bit 0 outside of one, bit 1 inside of one. */
static const guint8 in_word[128] = {
  ['\''] = 2, ['-'] = 2, ['a'] = 3, ['b'] = 3, ['c'] = 3, ['d'] = 3, ['e'] = 3, ['f'] = 3,
  ['g'] = 3,  ['h'] = 3, ['i'] = 3, ['j'] = 3, ['k'] = 3, ['l'] = 3, ['m'] = 3, ['n'] = 3,
  ['o'] = 3,  ['p'] = 3, ['q'] = 3, ['r'] = 3, ['s'] = 3, ['t'] = 3, ['u'] = 3, ['v'] = 3,
  ['w'] = 3,  ['x'] = 3, ['y'] = 3, ['z'] = 3, ['A'] = 3, ['B'] = 3, ['C'] = 3, ['D'] = 3,
  ['E'] = 3,  ['F'] = 3, ['G'] = 3, ['H'] = 3, ['I'] = 3, ['J'] = 3, ['K'] = 3, ['L'] = 3,
  ['M'] = 3,  ['N'] = 3, ['O'] = 3, ['P'] = 3, ['Q'] = 3, ['R'] = 3, ['S'] = 3, ['T'] = 3,
  ['U'] = 3,  ['V'] = 3, ['W'] = 3, ['X'] = 3, ['Y'] = 3, ['Z'] = 3, ['0'] = 3, ['1'] = 3,
  ['2'] = 3,  ['3'] = 3, ['4'] = 3, ['5'] = 3, ['6'] = 3, ['7'] = 3, ['8'] = 3, ['9'] = 3,
};

/* Counts the words up to the next byte that is not ASCII, or the end. Without a branch: where words
 * end is what a processor cannot guess. */
static const char *
count_ascii (const char *p, gboolean *inside, guint *words)
{
  guint now = *inside ? 1 : 0;
  guint n = 0;

  for (; *p != '\0' && (guchar) *p < 0x80; p++)
    {
      guint next = in_word[(guchar) *p] >> now & 1;

      n += next & ~now;
      now = next;
    }
  *inside = now != 0;
  *words += n;
  return p;
}

/**
 * galley_document_get_word_count:
 * @document: a document
 *
 * Words are runs of letters and digits, with the apostrophes and hyphens inside them; each
 * ideograph is one.
 *
 * Returns: how many words the plain text has
 */
guint
galley_document_get_word_count (GalleyDocument *document)
{
  g_autofree char *text = galley_document_get_plain_text (document);
  gboolean inside = FALSE;
  guint words = 0;
  const char *p = text;

  while (*(p = count_ascii (p, &inside, &words)) != '\0')
    {
      gunichar c = g_utf8_get_char (p);
      gboolean is_ideograph = g_unichar_iswide (c) && g_unichar_isalpha (c);
      gboolean is_letter = !is_ideograph && (g_unichar_isalnum (c) || g_unichar_ismark (c) ||
                                             (inside && c == 0x2019));

      words += is_ideograph || (is_letter && !inside);
      inside = is_letter;
      p = g_utf8_next_char (p);
    }
  return words;
}

/**
 * galley_document_get_outline:
 * @document: a document
 *
 * Returns: (transfer none) (element-type GalleyHeading): the headings in order
 */
GPtrArray *
galley_document_get_outline (GalleyDocument *document)
{
  return document->outline;
}

/**
 * galley_document_get_links:
 * @document: a document
 *
 * Returns: (transfer full): the addresses of links and images as they were written, in order
 */
GStrv
galley_document_get_links (GalleyDocument *document)
{
  GStrv links = g_new0 (char *, document->links->len + 1);

  for (guint i = 0; i < document->links->len; i++)
    links[i] = g_strdup (g_ptr_array_index (document->links, i));
  return links;
}

/**
 * galley_markdown_to_html:
 * @text: Markdown, UTF-8
 * @length: its bytes, or -1
 * @options: (nullable): as for galley_document_new()
 *
 * The whole in one call.
 *
 * Returns: (transfer full): an HTML fragment
 */
char *
galley_markdown_to_html (const char *text, gssize length, const GalleyMarkdownOptions *options)
{
  g_autoptr (GalleyDocument) document = galley_document_new (text, length, options);

  return g_strdup (galley_document_get_html (document, NULL));
}
