/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "galley-text-view.h"

#include <glib/gi18n.h>

#include "galley-paste.h"
#include "galley-text-drop.h"
#include "galley-text-focus.h"
#include "galley-text-input.h"
#include "galley-text-language.h"

#define MEASURE 72      /* characters in a line, the width that is read with ease */
#define MIN_MARGIN 24   /* pixels */
#define BLOCK_MARGIN 20 /* pixels above the first and below the last line */
#define REACH_MS 250    /* after the view's own way to a cursor */
#define REACHES 2

struct _GalleyTextView
{
  GtkSourceView parent_instance;
  GalleyTextFocus *focus;
  GalleyTextLanguage *language;
  GalleyPaste *paste;
  GtkCssProvider *font;
  guint generation;    /* counts the texts that were shown */
  gboolean unmeasured; /* the text is new, and the view did not have its size since */
  int margin;
  int height;
  guint margin_idle;
  guint reach_timeout; /* until it is seen whether the cursor was reached */
  guint reaches_left;
};

enum
{
  PICTURES,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (GalleyTextView, galley_text_view, GTK_SOURCE_TYPE_VIEW)

static int
measure_pixels (GtkWidget *widget)
{
  PangoContext *context = gtk_widget_get_pango_context (widget);
  PangoFontMetrics *metrics =
      pango_context_get_metrics (context, pango_context_get_font_description (context), NULL);
  int width = pango_font_metrics_get_approximate_char_width (metrics) * MEASURE / PANGO_SCALE;

  pango_font_metrics_unref (metrics);
  return width;
}

static gboolean
margin_idle_cb (gpointer user_data)
{
  GalleyTextView *self = user_data;
  gboolean centered = galley_text_focus_is_centered (self->focus);

  self->margin_idle = 0;
  gtk_text_view_set_left_margin (GTK_TEXT_VIEW (self), self->margin);
  gtk_text_view_set_right_margin (GTK_TEXT_VIEW (self), self->margin);
  gtk_text_view_set_top_margin (GTK_TEXT_VIEW (self), centered ? self->height / 2 : BLOCK_MARGIN);
  gtk_text_view_set_bottom_margin (GTK_TEXT_VIEW (self),
                                   centered ? self->height / 2 : BLOCK_MARGIN * 4);
  galley_text_focus_center (self->focus);
  return G_SOURCE_REMOVE;
}

/* GTK measures what is seen of a new text, but draws half a screen more, and takes all lines that
 * it has not measured yet to stand there: it would lay out the whole text for each frame. To scroll
 * makes it measure two screens. */
static void
measure_ahead (GalleyTextView *self)
{
  GtkTextView *view = GTK_TEXT_VIEW (self);

  self->unmeasured = FALSE;
  gtk_text_view_scroll_to_mark (view, gtk_text_buffer_get_insert (gtk_text_view_get_buffer (view)),
                                0, FALSE, 0, 0);
}

/* Margins must not change while the view is being laid out: that would lay it out again. */
static void
galley_text_view_size_allocate (GtkWidget *widget, GtkAllocation *allocation)
{
  GalleyTextView *self = GALLEY_TEXT_VIEW (widget);
  int margin = MAX (MIN_MARGIN, (allocation->width - measure_pixels (widget)) / 2);

  if (margin != self->margin ||
      (galley_text_focus_is_centered (self->focus) && allocation->height != self->height))
    {
      self->margin = margin;
      self->height = allocation->height;
      if (self->margin_idle == 0)
        self->margin_idle = g_idle_add_full (GTK_PRIORITY_RESIZE - 1, margin_idle_cb, self, NULL);
    }
  if (self->unmeasured && allocation->height > 1)
    measure_ahead (self);
  GTK_WIDGET_CLASS (galley_text_view_parent_class)->size_allocate (widget, allocation);
}

/* The margins give way: they must not keep the pane from becoming narrow again. */
static void
galley_text_view_get_preferred_width (GtkWidget *widget, int *minimum, int *natural)
{
  *minimum = 4 * MIN_MARGIN;
  *natural = *minimum;
}

static void
choose_scheme (GalleyTextView *self)
{
  GtkStyleContext *context = gtk_widget_get_style_context (GTK_WIDGET (self));
  GtkSourceStyleSchemeManager *manager = gtk_source_style_scheme_manager_get_default ();
  GtkSourceBuffer *buffer = GTK_SOURCE_BUFFER (gtk_text_view_get_buffer (GTK_TEXT_VIEW (self)));
  GtkSourceStyleScheme *scheme;
  GdkRGBA ink;
  gboolean dark;

  gtk_style_context_get_color (context, gtk_style_context_get_state (context), &ink);
  dark = ink.red + ink.green + ink.blue > 1.5;
  scheme =
      gtk_source_style_scheme_manager_get_scheme (manager, dark ? "galley-dark" : "galley-light");
  if (scheme != gtk_source_buffer_get_style_scheme (buffer))
    gtk_source_buffer_set_style_scheme (buffer, scheme);
}

static void
galley_text_view_style_updated (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (galley_text_view_parent_class)->style_updated (widget);
  choose_scheme (GALLEY_TEXT_VIEW (widget));
  gtk_widget_queue_resize (widget);
}

static gboolean
galley_text_view_key_press (GtkWidget *widget, GdkEventKey *event)
{
  if (galley_text_input_key (GTK_TEXT_VIEW (widget), event))
    return GDK_EVENT_STOP;
  return GTK_WIDGET_CLASS (galley_text_view_parent_class)->key_press_event (widget, event);
}

static void
galley_text_view_draw_layer (GtkTextView *view, GtkTextViewLayer layer, cairo_t *cr)
{
  GTK_TEXT_VIEW_CLASS (galley_text_view_parent_class)->draw_layer (view, layer, cr);
  if (layer == GTK_TEXT_VIEW_LAYER_ABOVE_TEXT)
    galley_text_focus_draw (GALLEY_TEXT_VIEW (view)->focus, cr);
}

static void
galley_text_view_paste_clipboard (GtkTextView *view)
{
  galley_paste_clipboard (GALLEY_TEXT_VIEW (view)->paste, FALSE);
}

/* Headings are taller than other lines, which the view learns when it comes to them: its way to a
 * far cursor ends too early then. It is finished here. */
static gboolean
reach_cb (gpointer user_data)
{
  GalleyTextView *self = user_data;
  GtkTextView *view = GTK_TEXT_VIEW (self);
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (view);
  GtkAdjustment *adjustment = gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (view));
  GdkRectangle cursor, visible;
  GtkTextIter iter;

  gtk_text_buffer_get_iter_at_mark (buffer, &iter, gtk_text_buffer_get_insert (buffer));
  gtk_text_view_get_iter_location (view, &iter, &cursor);
  gtk_text_view_get_visible_rect (view, &visible);
  if (cursor.y < visible.y || cursor.y + cursor.height > visible.y + visible.height)
    gtk_adjustment_set_value (adjustment, cursor.y + gtk_text_view_get_top_margin (view) -
                                              gtk_adjustment_get_page_size (adjustment) / 2);
  if (--self->reaches_left > 0)
    return G_SOURCE_CONTINUE;
  self->reach_timeout = 0;
  return G_SOURCE_REMOVE;
}

static void
galley_text_view_move_cursor (GtkTextView *view,
                              GtkMovementStep step,
                              int count,
                              gboolean extend_selection)
{
  GalleyTextView *self = GALLEY_TEXT_VIEW (view);

  GTK_TEXT_VIEW_CLASS (galley_text_view_parent_class)
      ->move_cursor (view, step, count, extend_selection);
  if (step != GTK_MOVEMENT_BUFFER_ENDS)
    return;
  self->reaches_left = REACHES;
  if (self->reach_timeout == 0)
    self->reach_timeout = g_timeout_add (REACH_MS, reach_cb, self);
}

static void
galley_text_view_dispose (GObject *object)
{
  GalleyTextView *self = GALLEY_TEXT_VIEW (object);

  g_clear_handle_id (&self->margin_idle, g_source_remove);
  g_clear_handle_id (&self->reach_timeout, g_source_remove);
  g_clear_object (&self->font);
  g_clear_pointer (&self->focus, galley_text_focus_free);
  g_clear_pointer (&self->language, galley_text_language_free);
  G_OBJECT_CLASS (galley_text_view_parent_class)->dispose (object);
}

static void
galley_text_view_finalize (GObject *object)
{
  GalleyTextView *self = GALLEY_TEXT_VIEW (object);

  g_clear_object (&self->paste);
  G_OBJECT_CLASS (galley_text_view_parent_class)->finalize (object);
}

static void
galley_text_view_class_init (GalleyTextViewClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = galley_text_view_dispose;
  G_OBJECT_CLASS (class)->finalize = galley_text_view_finalize;
  widget_class->get_preferred_width = galley_text_view_get_preferred_width;
  widget_class->size_allocate = galley_text_view_size_allocate;
  widget_class->style_updated = galley_text_view_style_updated;
  GTK_TEXT_VIEW_CLASS (class)->move_cursor = galley_text_view_move_cursor;
  widget_class->key_press_event = galley_text_view_key_press;
  GTK_TEXT_VIEW_CLASS (class)->draw_layer = galley_text_view_draw_layer;
  GTK_TEXT_VIEW_CLASS (class)->paste_clipboard = galley_text_view_paste_clipboard;
  galley_text_drop_init_class (widget_class);
  signals[PICTURES] = g_signal_new ("pictures", GALLEY_TYPE_TEXT_VIEW, G_SIGNAL_RUN_LAST, 0, NULL,
                                    NULL, NULL, G_TYPE_NONE, 1, G_TYPE_PTR_ARRAY);
}

static void
pictures_cb (GalleyTextView *self, GPtrArray *sources)
{
  g_signal_emit (self, signals[PICTURES], 0, sources);
}

static void
galley_text_view_init (GalleyTextView *self)
{
  GtkTextView *view = GTK_TEXT_VIEW (self);
  g_autoptr (GtkSourceBuffer) buffer = gtk_source_buffer_new (NULL);

  gtk_text_view_set_buffer (view, GTK_TEXT_BUFFER (buffer));
  gtk_source_buffer_set_highlight_matching_brackets (buffer, FALSE);
  self->language = galley_text_language_new (GTK_SOURCE_VIEW (self));
  gtk_text_view_set_wrap_mode (view, GTK_WRAP_WORD_CHAR);
  gtk_text_view_set_pixels_above_lines (view, 2);
  gtk_text_view_set_pixels_below_lines (view, 4);
  gtk_text_view_set_pixels_inside_wrap (view, 6);
  gtk_text_view_set_top_margin (view, BLOCK_MARGIN);
  gtk_text_view_set_bottom_margin (view, BLOCK_MARGIN * 4);
  gtk_source_view_set_insert_spaces_instead_of_tabs (GTK_SOURCE_VIEW (self), TRUE);
  gtk_source_view_set_tab_width (GTK_SOURCE_VIEW (self), 4);
  gtk_source_view_set_smart_backspace (GTK_SOURCE_VIEW (self), TRUE);
  /* Not in the template: GtkSourceView would give the name to what holds it. */
  atk_object_set_name (gtk_widget_get_accessible (GTK_WIDGET (self)), _ ("Editor"));
  self->focus = galley_text_focus_new (view);
  self->paste = galley_paste_new (view);
  g_signal_connect_object (self->paste, "pictures", G_CALLBACK (pictures_cb), self,
                           G_CONNECT_SWAPPED);
  galley_text_drop_init (view, self->paste);
  self->font = gtk_css_provider_new ();
  gtk_style_context_add_provider (gtk_widget_get_style_context (GTK_WIDGET (self)),
                                  GTK_STYLE_PROVIDER (self->font),
                                  GTK_STYLE_PROVIDER_PRIORITY_APPLICATION + 1);
  choose_scheme (self);
}

/**
 * galley_text_view_set_text:
 * @view: a view
 * @text: Markdown
 *
 * Shows another text, from its top; it cannot be undone.
 */
void
galley_text_view_set_text (GalleyTextView *view, const char *text)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (view));
  GtkTextIter start;

  view->generation++;
  galley_paste_cancel (view->paste);
  gtk_source_buffer_begin_not_undoable_action (GTK_SOURCE_BUFFER (buffer));
  gtk_text_buffer_set_text (buffer, text, -1);
  gtk_source_buffer_end_not_undoable_action (GTK_SOURCE_BUFFER (buffer));
  gtk_text_buffer_get_start_iter (buffer, &start);
  gtk_text_buffer_place_cursor (buffer, &start);
  view->unmeasured = TRUE;
  gtk_widget_queue_allocate (GTK_WIDGET (view));
}

/**
 * galley_text_view_get_text:
 * @view: a view
 *
 * Returns: (transfer full): the text
 */
char *
galley_text_view_get_text (GalleyTextView *view)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (view));
  GtkTextIter start, end;

  gtk_text_buffer_get_bounds (buffer, &start, &end);
  return gtk_text_buffer_get_text (buffer, &start, &end, TRUE);
}

/**
 * galley_text_view_get_generation:
 * @view: a view
 *
 * Returns: a number that is another for each text that the view was given
 */
guint
galley_text_view_get_generation (GalleyTextView *view)
{
  return view->generation;
}

/**
 * galley_text_view_paste:
 * @view: a view
 * @plain: take plain text only, as it is
 *
 * Pastes from the clipboard, in place of the selection.
 */
void
galley_text_view_paste (GalleyTextView *view, gboolean plain)
{
  galley_paste_clipboard (view->paste, plain);
}

/**
 * galley_text_view_set_focus_mode:
 * @view: a view
 * @on: whether all but the paragraph at hand is dimmed
 *
 * Turns focus mode on or off.
 */
void
galley_text_view_set_focus_mode (GalleyTextView *view, gboolean on)
{
  galley_text_focus_set_dimmed (view->focus, on);
}

/**
 * galley_text_view_set_typewriter:
 * @view: a view
 * @on: whether the line that is written stays in the middle
 *
 * Turns typewriter mode on or off.
 */
void
galley_text_view_set_typewriter (GalleyTextView *view, gboolean on)
{
  galley_text_focus_set_centered (view->focus, on);
  view->margin = -1;
  gtk_widget_queue_resize (GTK_WIDGET (view));
}

/**
 * galley_text_view_set_language:
 * @view: a view
 * @language: BCP 47; "": the one of the person's locale
 *
 * Checks the spelling in this language, where there is a dictionary for it.
 */
void
galley_text_view_set_language (GalleyTextView *view, const char *language)
{
  galley_text_language_set (view->language, language);
}

/**
 * galley_text_view_set_spelled:
 * @view: a view
 * @on: whether words that the dictionary does not have are marked
 *
 * Turns the check of the spelling on or off.
 */
void
galley_text_view_set_spelled (GalleyTextView *view, gboolean on)
{
  galley_text_language_set_spelled (view->language, on);
}

/**
 * galley_text_view_set_font:
 * @view: a view
 * @font: (nullable): as Pango writes it, "Serif 12"; %NULL: the window's own for text
 *
 * Shows the text in that font.
 */
void
galley_text_view_set_font (GalleyTextView *view, const char *font)
{
  PangoFontDescription *description =
      font != NULL ? pango_font_description_from_string (font) : NULL;
  const char *family = description != NULL ? pango_font_description_get_family (description) : NULL;
  g_autoptr (GString) css = g_string_new (NULL);

  if (family != NULL)
    {
      g_autofree char *safe = g_strdelimit (g_strdup (family), "\"\\\n", ' ');
      char size[G_ASCII_DTOSTR_BUF_SIZE];

      g_ascii_formatd (size, sizeof size, "%.1f",
                       (double) pango_font_description_get_size (description) / PANGO_SCALE);
      g_string_printf (css, "textview { font-family: \"%s\"; font-size: %spt; }", safe, size);
    }
  gtk_css_provider_load_from_data (view->font, css->str, (gssize) css->len, NULL);
  view->margin = -1;
  gtk_widget_queue_resize (GTK_WIDGET (view));
  if (description != NULL)
    pango_font_description_free (description);
}
