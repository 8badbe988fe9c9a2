/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "galley-html-reader-private.h"

#include <string.h>

#include "galley-html-private.h"
#include "galley-html-style-private.h"
#include "galley-html-table-private.h"
#include "galley-tree-writer-private.h"

/* Remembers once that something has no place in Markdown. */
G_GNUC_PRINTF (2, 3) static void report (GalleyHtmlReader *self, const char *format, ...)
{
  va_list arguments;
  char *loss;

  if (self->losses == NULL)
    return;
  va_start (arguments, format);
  loss = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  if (g_hash_table_add (self->losses_known, g_strdup (loss)))
    g_ptr_array_add (self->losses, loss);
  else
    g_free (loss);
}

static gboolean
is_among (xmlNodePtr node, const char *const *names)
{
  for (; *names != NULL; names++)
    if (galley_html_is (node, *names))
      return TRUE;
  return FALSE;
}

/* The HTML of @node and what it holds, without the empty lines that would end it in Markdown. */
static char *
dump (xmlNodePtr node)
{
  xmlBufferPtr buffer = xmlBufferCreate ();
  GString *html = g_string_new (NULL);
  const char *raw;

  htmlNodeDump (buffer, node->doc, node);
  raw = (const char *) xmlBufferContent (buffer);
  for (; *raw != '\0'; raw++)
    if (*raw != '\r' && (*raw != '\n' || (html->len > 0 && html->str[html->len - 1] != '\n')))
      g_string_append_c (html, *raw);
  xmlBufferFree (buffer);
  return g_string_free (html, FALSE);
}

/* Reports attributes of @node but those in @kept. */
static void
report_attributes (GalleyHtmlReader *self, xmlNodePtr node, const char *kept)
{
  for (xmlAttrPtr attribute = node->properties; attribute != NULL; attribute = attribute->next)
    {
      g_autofree char *spaced = g_strdup_printf (" %s ", (const char *) attribute->name);

      if (strstr (kept, spaced) == NULL)
        report (self, "“%s” of <%s> is left out", attribute->name, node->name);
    }
}

static void
add_code_block (GalleyHtmlReader *self, xmlNodePtr pre)
{
  g_autofree char *text = galley_html_get_text (pre);
  g_autoptr (GString) literal = g_string_new (text[0] == '\n' ? text + 1 : text);
  cmark_node *node = cmark_node_new (CMARK_NODE_CODE_BLOCK);

  if (literal->len > 0 && literal->str[literal->len - 1] != '\n')
    g_string_append_c (literal, '\n');
  cmark_node_set_literal (node, literal->str);
  for (xmlNodePtr child = pre->children; child != NULL; child = child->next)
    {
      g_autofree char *class =
          galley_html_is (child, "code") ? galley_html_get_attribute (child, "class") : NULL;

      if (class != NULL && g_str_has_prefix (class, "language-") && strpbrk (class, " `\n") == NULL)
        cmark_node_set_fence_info (node, class + strlen ("language-"));
    }
  galley_tree_builder_add_block (&self->builder, node);
}

static void
add_html_block (GalleyHtmlReader *self, xmlNodePtr node)
{
  g_autofree char *html = dump (node);
  g_autofree char *line = g_strconcat (html, "\n", NULL);
  cmark_node *block = cmark_node_new (CMARK_NODE_HTML_BLOCK);

  cmark_node_set_literal (block, line);
  galley_tree_builder_add_block (&self->builder, block);
}

static void
add_image (GalleyHtmlReader *self, xmlNodePtr element, const char *title)
{
  g_autofree char *source = galley_html_get_attribute (element, "src");
  g_autofree char *alternative = galley_html_get_attribute (element, "alt");
  g_autofree char *own_title = galley_html_get_attribute (element, "title");
  cmark_node *image, *text;

  report_attributes (self, element, " src alt title ");
  /* A picture without words is nothing in the text of a stranger, where pictures are their words.
   */
  if (source == NULL || (self->mail && (alternative == NULL || *alternative == '\0')))
    return;
  image = galley_tree_builder_add_inline (&self->builder, CMARK_NODE_IMAGE, NULL);
  cmark_node_set_url (image, source);
  cmark_node_set_title (image, title != NULL ? title : own_title != NULL ? own_title : "");
  if (alternative == NULL || *alternative == '\0')
    return;
  text = cmark_node_new (CMARK_NODE_TEXT);
  g_strdelimit (alternative, "\n\r", ' ');
  cmark_node_set_literal (text, alternative);
  cmark_node_append_child (image, text);
}

/* A figure that is one image and a plain caption is an image with a title. Gives whether it is. */
static gboolean
add_figure (GalleyHtmlReader *self, xmlNodePtr figure)
{
  xmlNodePtr image = NULL, caption = NULL;
  g_autofree char *title = NULL;

  for (xmlNodePtr child = figure->children; child != NULL; child = child->next)
    {
      if (galley_html_is (child, "img") && image == NULL)
        image = child;
      else if (galley_html_is (child, "figcaption") && caption == NULL)
        caption = child;
      else if (!xmlIsBlankNode (child) && child->type != XML_COMMENT_NODE)
        return FALSE;
    }
  if (image == NULL || (caption != NULL && xmlChildElementCount (caption) > 0))
    return FALSE;
  title = caption != NULL ? galley_html_get_text (caption) : NULL;
  if (title != NULL)
    g_strstrip (g_strdelimit (title, "\n\r", ' '));
  galley_tree_builder_end_paragraph (&self->builder);
  add_image (self, image, title);
  galley_tree_builder_end_paragraph (&self->builder);
  return TRUE;
}

static gboolean
is_in_heading (const GalleyHtmlReader *self)
{
  cmark_node *node = self->builder.inlines;

  while (node != NULL && cmark_node_get_type (node) >= CMARK_NODE_FIRST_INLINE)
    node = cmark_node_parent (node);
  return node != NULL && cmark_node_get_type (node) == CMARK_NODE_HEADING;
}

static void
add_line_break (GalleyHtmlReader *self)
{
  cmark_node *last =
      self->builder.inlines != NULL ? cmark_node_last_child (self->builder.inlines) : NULL;

  if (self->builder.inlines == NULL)
    return;
  if (self->in_cell || is_in_heading (self))
    {
      if (self->mail)
        self->builder.space = TRUE;
      else
        galley_tree_builder_add_inline (&self->builder, CMARK_NODE_HTML_INLINE, "<br>");
      return;
    }
  self->builder.space = FALSE;
  if (last != NULL && cmark_node_get_type (last) == CMARK_NODE_LINEBREAK)
    galley_tree_builder_end_paragraph (&self->builder);
  else if (last != NULL)
    galley_tree_builder_add_inline (&self->builder, CMARK_NODE_LINEBREAK, NULL);
}

/* Adds text in which other programs' line ends may stand: U+000B and U+2028 of word processors,
 * U+0085, and U+2029, which ends a paragraph. */
static void
add_text (GalleyHtmlReader *self, const char *text)
{
  while (*text != '\0')
    {
      const char *end = text;
      gunichar c = 0;
      g_autofree char *piece = NULL;

      for (; *end != '\0'; end = g_utf8_next_char (end))
        if ((c = g_utf8_get_char (end)) == 0x0B || c == 0x85 || c == 0x2028 || c == 0x2029)
          break;
      piece = g_strndup (text, end - text);
      galley_tree_builder_add_text (&self->builder, piece);
      if (*end == '\0')
        return;
      if (c == 0x2029)
        galley_tree_builder_end_paragraph (&self->builder);
      else
        add_line_break (self);
      text = g_utf8_next_char (end);
    }
}

static void
add_code (GalleyHtmlReader *self, xmlNodePtr element)
{
  g_autofree char *text = galley_html_get_text (element);

  g_strdelimit (text, "\n\r", ' ');
  if (*text != '\0')
    galley_tree_builder_add_inline (&self->builder, CMARK_NODE_CODE, text);
}

static void
add_comment (GalleyHtmlReader *self, xmlNodePtr comment)
{
  g_autofree char *text = g_strstrip (g_strdup ((const char *) comment->content));
  cmark_node *block;

  if (!g_str_equal (text, "more"))
    {
      report (self, "comments in the HTML are left out");
      return;
    }
  block = cmark_node_new (CMARK_NODE_HTML_BLOCK);
  cmark_node_set_literal (block, "<!--more-->\n");
  galley_tree_builder_add_block (&self->builder, block);
}

/* Opens what stays as HTML around its text. */
static void
open_kept (GalleyHtmlReader *self, xmlNodePtr element)
{
  g_autoptr (GString) tag = g_string_new (NULL);
  g_autofree char *end = g_strdup_printf ("</%s>", (const char *) element->name);

  if (self->mail)
    return;
  g_string_append_printf (tag, "<%s", (const char *) element->name);
  for (xmlAttrPtr attribute = element->properties; attribute != NULL; attribute = attribute->next)
    {
      g_autofree char *value = galley_html_get_attribute (element, (const char *) attribute->name);

      g_string_append_printf (tag, " %s=\"", (const char *) attribute->name);
      galley_html_append_escaped (tag, g_strdelimit (value, "\n\r", ' '));
      g_string_append_c (tag, '"');
    }
  g_string_append_c (tag, '>');
  galley_tree_builder_open_inline (&self->builder, element, CMARK_NODE_CUSTOM_INLINE, tag->str,
                                   end);
}

/* What stays as HTML with all it holds, inside a line. */
static void
add_kept (GalleyHtmlReader *self, xmlNodePtr element)
{
  g_autofree char *html = dump (element);

  if (!self->mail)
    galley_tree_builder_add_inline (&self->builder, CMARK_NODE_HTML_INLINE,
                                    g_strdelimit (html, "\n", ' '));
}

static void
open_link (GalleyHtmlReader *self, xmlNodePtr element)
{
  g_autofree char *address = galley_html_get_attribute (element, "href");
  g_autofree char *title = galley_html_get_attribute (element, "title");

  report_attributes (self, element, " href title rel target ");
  if (address != NULL && !galley_tree_builder_is_in (&self->builder, CMARK_NODE_LINK))
    galley_tree_builder_open_inline (&self->builder, element, CMARK_NODE_LINK, address, title);
}

/* Opens the emphasis of an element that is one by its name or its style. Google Docs puts all that
 * it gives into a <b> whose style says that it is none. */
static gboolean
open_emphasis (GalleyHtmlReader *self, xmlNodePtr element)
{
  static const char *const emphasised[] = { "em", "i", NULL };
  static const char *const strong[] = { "strong", "b", NULL };
  static const char *const deleted[] = { "del", "s", "strike", NULL };
  gboolean styled = !is_in_heading (self); /* a heading looks like one */
  gboolean is_em = is_among (element, emphasised);
  gboolean is_strong = is_among (element, strong);
  gboolean is_del = is_among (element, deleted);

  if (is_strong ? !galley_html_style_is_normal_weight (element)
                : styled && galley_html_style_is_bold (element))
    galley_tree_builder_open_inline (&self->builder, element, CMARK_NODE_STRONG, NULL, NULL);
  if (is_em || (styled && galley_html_style_is_italic (element)))
    galley_tree_builder_open_inline (&self->builder, element, CMARK_NODE_EMPH, NULL, NULL);
  if (is_del || galley_html_style_is_deleted (element))
    galley_tree_builder_open_inline (&self->builder, element, CMARK_NODE_CUSTOM_INLINE, "~~", "~~");
  return is_em || is_strong || is_del;
}

static void
enter_container (GalleyHtmlReader *self, xmlNodePtr element, cmark_node *node)
{
  galley_tree_builder_enter (&self->builder, node);
  element->_private = node;
}

static void
open_list (GalleyHtmlReader *self, xmlNodePtr element)
{
  cmark_node *list = cmark_node_new (CMARK_NODE_LIST);
  g_autofree char *start = galley_html_get_attribute (element, "start");
  gboolean tight = TRUE;

  report_attributes (self, element, " start ");
  for (xmlNodePtr item = element->children; item != NULL; item = item->next)
    {
      guint paragraphs = 0;

      for (xmlNodePtr child = item->children; child != NULL; child = child->next)
        paragraphs += galley_html_is (child, "p");
      /* Word processors put each item's text into a paragraph. */
      tight = tight && paragraphs <= (self->pasted ? 1 : 0);
    }
  cmark_node_set_list_type (list, galley_html_is (element, "ol") ? CMARK_ORDERED_LIST
                                                                 : CMARK_BULLET_LIST);
  if (galley_html_is (element, "ol"))
    {
      cmark_node_set_list_delim (list, CMARK_PERIOD_DELIM);
      cmark_node_set_list_start (list, start != NULL ? CLAMP (atoi (start), 0, 999999999) : 1);
    }
  cmark_node_set_list_tight (list, tight);
  galley_tree_builder_add_block (&self->builder, list);
  enter_container (self, element, list);
}

/* Whether @item, which is in no list, stands after another: they are one list, of which only a part
 * was selected. */
static gboolean
follows_item (xmlNodePtr item)
{
  xmlNodePtr previous = item->prev;

  while (previous != NULL && previous->type != XML_ELEMENT_NODE && xmlIsBlankNode (previous))
    previous = previous->prev;
  return previous != NULL && galley_html_is (previous, "li");
}

/* The list for @item, which is in none. */
static cmark_node *
find_bare_list (GalleyHtmlReader *self, xmlNodePtr item)
{
  cmark_node *list = cmark_node_last_child (self->builder.block);

  if (follows_item (item) && list != NULL && cmark_node_get_type (list) == CMARK_NODE_LIST)
    return list;
  list = cmark_node_new (CMARK_NODE_LIST);
  cmark_node_set_list_type (list, CMARK_BULLET_LIST);
  cmark_node_set_list_tight (list, 1);
  galley_tree_builder_add_block (&self->builder, list);
  return list;
}

static cmark_node *
add_list_after (cmark_node *list)
{
  cmark_node *other = cmark_node_new (CMARK_NODE_LIST);

  cmark_node_set_list_type (other, CMARK_ORDERED_LIST);
  cmark_node_set_list_delim (other, CMARK_PERIOD_DELIM);
  cmark_node_set_list_tight (other, cmark_node_get_list_tight (list));
  cmark_node_insert_after (list, other);
  return other;
}

/* Counts an item of a list with numbers. It may say its own: it begins the list with it, or another
 * list. The number of the next is kept with the list. */
static void
count_item (GalleyHtmlReader *self, xmlNodePtr element)
{
  g_autofree char *value = galley_html_get_attribute (element, "value");
  cmark_node *list = self->builder.block;
  gboolean first = cmark_node_first_child (list) == NULL;
  int number =
      first ? cmark_node_get_list_start (list) : GPOINTER_TO_INT (cmark_node_get_user_data (list));

  if (cmark_node_get_list_type (list) != CMARK_ORDERED_LIST)
    return;
  if (value != NULL && g_ascii_isdigit (*value) && number != atoi (value))
    {
      number = CLAMP (atoi (value), 0, 999999999);
      if (!first)
        {
          galley_tree_builder_end_paragraph (&self->builder);
          self->builder.block = list = add_list_after (list);
        }
      cmark_node_set_list_start (list, number);
    }
  cmark_node_set_user_data (list, GINT_TO_POINTER (number + 1));
}

static void
open_container (GalleyHtmlReader *self, xmlNodePtr element)
{
  gboolean item = galley_html_is (element, "li");
  cmark_node *node = cmark_node_new (item ? CMARK_NODE_ITEM : CMARK_NODE_BLOCK_QUOTE);

  report_attributes (self, element, item ? " value " : "");
  if (item && cmark_node_get_type (self->builder.block) != CMARK_NODE_LIST)
    {
      galley_tree_builder_end_paragraph (&self->builder);
      cmark_node_append_child (find_bare_list (self, element), node);
    }
  else
    {
      if (item)
        count_item (self, element);
      galley_tree_builder_add_block (&self->builder, node);
    }
  enter_container (self, element, node);
}

static void
open_heading (GalleyHtmlReader *self, xmlNodePtr element)
{
  cmark_node *heading = cmark_node_new (CMARK_NODE_HEADING);

  report_attributes (self, element, " id ");
  cmark_node_set_heading_level (heading, element->name[1] - '0');
  galley_tree_builder_add_block (&self->builder, heading);
  self->builder.inlines = heading;
  element->_private = heading;
}

static gboolean
is_heading (xmlNodePtr element)
{
  const char *name = (const char *) element->name;

  return g_ascii_tolower (name[0]) == 'h' && name[1] >= '1' && name[1] <= '6' && name[2] == '\0';
}

/* The inline content of a cell. Returns: (nullable): %NULL where it has blocks */
static char *
read_cell (xmlNodePtr cell, gpointer data)
{
  const GalleyHtmlReader *self = data;
  GalleyHtmlReader reader = { .in_cell = TRUE,
                              .pasted = self->pasted,
                              .mail = self->mail,
                              .losses_known = self->losses_known,
                              .losses = self->losses };
  cmark_node *root = galley_html_reader_read (&reader, cell);
  cmark_node *first;
  GString *text = NULL;

  galley_tree_settle_emphasis (root, !self->mail);
  first = cmark_node_first_child (root);
  if (first == NULL)
    text = g_string_new (NULL);
  else if (cmark_node_next (first) == NULL && cmark_node_get_type (first) == CMARK_NODE_PARAGRAPH)
    {
      g_autofree char *written = g_strstrip (galley_tree_to_markdown (root));

      text = g_string_new (written);
      g_string_replace (text, "\n", " ", 0);
      g_string_replace (text, "|", "\\|", 0);
    }
  cmark_node_free (root);
  return text != NULL ? g_string_free (text, FALSE) : NULL;
}

/* Gives whether Markdown can have the table. */
static gboolean
add_table (GalleyHtmlReader *self, xmlNodePtr table)
{
  g_autofree char *text =
      self->in_cell ? NULL : galley_html_table_to_markdown (table, read_cell, self);
  cmark_node *block;

  if (text == NULL)
    return FALSE;
  block = cmark_node_new (CMARK_NODE_CUSTOM_BLOCK);
  cmark_node_set_on_enter (block, text);
  galley_tree_builder_add_block (&self->builder, block);
  return TRUE;
}

/* Elements that only part paragraphs; in a mail tables are among them, and others that would be
 * HTML. */
static gboolean
is_plain_block (const GalleyHtmlReader *self, xmlNodePtr element)
{
  static const char *const plain[] = { "p",     "div",    "section", "article",
                                       "main",  "center", "header",  "footer",
                                       "aside", "nav",    "address", NULL };
  static const char *const layout[] = { "table", "tbody",    "thead",   "tfoot",  "tr",
                                        "td",    "th",       "caption", "dl",     "dt",
                                        "dd",    "details",  "summary", "figure", "figcaption",
                                        "form",  "fieldset", NULL };

  return is_among (element, plain) || (self->mail && is_among (element, layout));
}

/* Elements that are blocks. Gives whether what they hold is still to be read. */
static gboolean
open_block (GalleyHtmlReader *self, xmlNodePtr element, gboolean *handled)
{
  static const char *const kept[] = { "dl",    "details", "form",  "fieldset", "iframe", "object",
                                      "embed", "video",   "audio", "figure",   "canvas", NULL };

  *handled = TRUE;
  if (self->mail && galley_html_is (element, "figure") && add_figure (self, element))
    return FALSE;
  if (self->mail && galley_html_is (element, "table") && add_table (self, element))
    return FALSE;
  if (galley_html_is (element, "div") && galley_html_style_is_code (element))
    return add_code_block (self, element), FALSE;
  if (is_plain_block (self, element))
    {
      report_attributes (self, element, "");
      galley_tree_builder_end_paragraph (&self->builder);
      open_emphasis (self, element);
      return TRUE;
    }
  if (self->mail && is_among (element, kept))
    return FALSE;
  if (is_heading (element))
    open_heading (self, element);
  else if (galley_html_is (element, "ul") || galley_html_is (element, "ol"))
    open_list (self, element);
  else if (galley_html_is (element, "li") || galley_html_is (element, "blockquote"))
    open_container (self, element);
  else if (galley_html_is (element, "pre"))
    return add_code_block (self, element), FALSE;
  else if (galley_html_is (element, "hr"))
    return galley_tree_builder_add_block (&self->builder,
                                          cmark_node_new (CMARK_NODE_THEMATIC_BREAK)),
           FALSE;
  else if (galley_html_is (element, "figure") && add_figure (self, element))
    return FALSE;
  else if (galley_html_is (element, "table") && add_table (self, element))
    return FALSE;
  else if (galley_html_is (element, "table") || is_among (element, kept))
    return add_html_block (self, element), FALSE;
  else
    *handled = FALSE;
  return TRUE;
}

/* Elements inside a line. Gives whether what they hold is still to be read. */
static gboolean
open_phrase (GalleyHtmlReader *self, xmlNodePtr element)
{
  static const char *const kept[] = { "sub", "sup", "u",    "ins",  "mark", "abbr", "small",
                                      "kbd", "var", "samp", "cite", "q",    "dfn",  "ruby",
                                      "rt",  "rp",  "bdo",  "bdi",  "time", NULL };

  if (open_emphasis (self, element))
    report_attributes (self, element, "");
  else if (galley_html_is (element, "a"))
    open_link (self, element);
  else if (galley_html_is (element, "img"))
    return add_image (self, element, NULL), FALSE;
  else if (galley_html_is (element, "br"))
    return add_line_break (self), FALSE;
  else if (galley_html_is (element, "code") || galley_html_is (element, "tt"))
    return add_code (self, element), FALSE;
  else if (is_among (element, kept))
    open_kept (self, element);
  else if (galley_html_is (element, "math") || galley_html_is (element, "svg"))
    return add_kept (self, element), FALSE;
  else if (galley_html_is (element, "input"))
    {
      g_autofree char *checked = galley_html_get_attribute (element, "checked");

      galley_tree_builder_add_inline (&self->builder, CMARK_NODE_HTML_INLINE,
                                      checked != NULL ? "[x] " : "[ ] ");
    }
  else if (galley_html_is_dropped (element))
    return report (self, "<%s> is left out", element->name), FALSE;
  else if (!galley_html_is (element, "html") && !galley_html_is (element, "body"))
    report (self, "<%s> is left out, and what it holds is kept", element->name);
  return TRUE;
}

static void
close_element (GalleyHtmlReader *self, xmlNodePtr element)
{
  cmark_node *node = element->_private;

  galley_tree_builder_close_inline (&self->builder, element);
  if (node == NULL ? is_plain_block (self, element)
                   : cmark_node_get_type (node) == CMARK_NODE_HEADING)
    galley_tree_builder_end_paragraph (&self->builder);
  else if (node != NULL)
    galley_tree_builder_leave (&self->builder);
}

/**
 * galley_html_reader_read:
 * @self: a reader
 * @root: the element whose content is read
 *
 * Returns: (transfer full): a document; free with cmark_node_free()
 */
cmark_node *
galley_html_reader_read (GalleyHtmlReader *self, xmlNodePtr root)
{
  gboolean entering = TRUE;

  galley_tree_builder_begin (&self->builder);
  for (xmlNodePtr node = root; node != NULL; node = galley_html_walk (node, root, &entering))
    {
      gboolean handled;

      if (node->type == XML_TEXT_NODE && entering && node->content != NULL)
        add_text (self, (const char *) node->content);
      else if (node->type == XML_COMMENT_NODE && entering && node->content != NULL)
        add_comment (self, node);
      if (node->type != XML_ELEMENT_NODE || node == root)
        continue;
      if (!entering)
        close_element (self, node);
      else if (!open_block (self, node, &handled) || (!handled && !open_phrase (self, node)))
        entering = FALSE, node->_private = NULL;
    }
  return galley_tree_builder_end (&self->builder);
}
