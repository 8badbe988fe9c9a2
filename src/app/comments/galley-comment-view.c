/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "galley-comment-view.h"

#include <glib/gi18n.h>

#include "galley-rendered-text.h"

#define RESIZE_AFTER_MS 30

struct _GalleyCommentView
{
  GtkBox parent_instance;

  GtkWidget *post;
  GtkLabel *post_title;
  GtkLabel *status;
  GtkLabel *reason;
  GtkLabel *parent;
  GtkTextView *text;
  GtkLabel *replies;
  GtkLabel *reader;
  GtkLabel *history;
  GtkExpander *history_expander;
  GtkWidget *place;
  GtkWidget *approve, *hold, *spam, *trash, *restore, *reply, *edit;
  GtkRevealer *writer;
  GtkLabel *writer_title;
  GtkTextView *draft;
  GtkButton *send;

  gint64 id, post_id;
  int text_width;     /* at which the text was laid out last */
  GHashTable *drafts; /* "reply 7" or "edit 7" to what was written and not sent: nothing is lost */
  char *body;
  char *who;                                            /* the reader's address, or else name */
  GalleyCommentChoice *choices[GALLEY_CHOICE_RULE + 1]; /* what it can be filtered by, or NULL */
  gboolean editing; /* the writer holds the comment's own text, not a reply */
};

enum
{
  DECIDE,
  REPLY,
  EDIT,
  OPEN_POST,
  PLACE,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (GalleyCommentView, galley_comment_view, GTK_TYPE_BOX)

/**
 * galley_comment_status_label:
 * @status: a status
 *
 * Returns: (transfer none): its name for people
 */
const char *
galley_comment_status_label (GalleyCommentStatus status)
{
  switch (status)
    {
    case GALLEY_COMMENT_PENDING:
      return _ ("Pending");
    case GALLEY_COMMENT_APPROVED:
      return _ ("Approved");
    case GALLEY_COMMENT_SPAM:
      return _ ("Spam");
    case GALLEY_COMMENT_TRASH:
    default:
      return C_ ("comment", "In the trash");
    }
}

/**
 * galley_comment_heading:
 * @comment: a comment
 *
 * Returns: (transfer full): the line above it: "Patrick in Maryland writes:"
 */
char *
galley_comment_heading (const GalleyComment *comment)
{
  const char *name = comment->name[0] != '\0' ? comment->name : _ ("Someone");
  g_auto (GStrv) place = g_strsplit (comment->place, ",", 2);

  if (place[0] == NULL || *g_strstrip (place[0]) == '\0')
    /* Translators: a reader's name */
    return g_strdup_printf (_ ("%s writes:"), name);
  /* Translators: a reader's name and place */
  return g_strdup_printf (_ ("%s in %s writes:"), name, place[0]);
}

static char *
format_date (GDateTime *date)
{
  /* Translators: a date with its time, for g_date_time_format() */
  return date != NULL ? g_date_time_format (date, _ ("%B %-e, %Y, %H:%M")) : g_strdup ("");
}

static void
append (GtkTextBuffer *buffer, const char *text, const char *tag)
{
  GtkTextIter end;

  gtk_text_buffer_get_end_iter (buffer, &end);
  gtk_text_buffer_insert_with_tags_by_name (buffer, &end, text, -1, tag, NULL);
}

/* A text view knows how high its lines are only once it has laid them out at its real width, which
 * it does after it was asked, and when nothing else is to be done. */
static gboolean
resize_cb (gpointer text)
{
  gtk_widget_queue_resize (text);
  return G_SOURCE_REMOVE;
}

static void
text_allocated_cb (GtkWidget *text, GdkRectangle *allocation, GalleyCommentView *self)
{
  if (allocation->width == self->text_width)
    return;
  self->text_width = allocation->width;
  g_timeout_add_full (G_PRIORITY_LOW, RESIZE_AFTER_MS, resize_cb, g_object_ref (text),
                      g_object_unref);
}

static void
show_text (GalleyCommentView *self, const GalleyComment *comment)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (self->text);
  g_autofree char *heading = galley_comment_heading (comment);
  g_autofree char *date = format_date (comment->date);
  GtkTextIter start;

  gtk_text_buffer_set_text (buffer, "", 0);
  append (buffer, heading, "heading");
  append (buffer, "\n", "heading");
  append (buffer, date, "meta");
  if (comment->place[0] != '\0')
    {
      append (buffer, " · ", "meta");
      append (buffer, comment->place, "meta");
    }
  if (comment->kind == GALLEY_COMMENT_KIND_QUESTION)
    {
      append (buffer, " · ", "meta");
      append (buffer, _ ("Question"), "meta");
    }
  append (buffer, "\n\n", "meta");
  galley_rendered_text_append (buffer, comment->body);
  gtk_text_buffer_get_start_iter (buffer, &start);
  gtk_text_buffer_place_cursor (buffer, &start);
  gtk_text_view_scroll_to_iter (self->text, &start, 0, FALSE, 0, 0);
}

/* Shows @text, or nothing at all where there is none. */
static void
set_label (GtkLabel *label, const char *text)
{
  gtk_label_set_text (label, text);
  gtk_widget_set_visible (GTK_WIDGET (label), text[0] != '\0');
}

static void
add_line (GString *lines, const char *line)
{
  if (lines->len > 0)
    g_string_append_c (lines, '\n');
  g_string_append (lines, line);
}

static void
add_comment_line (GString *lines, const GalleyComment *comment, gboolean with_status)
{
  g_autofree char *heading = galley_comment_heading (comment);
  g_autofree char *body = galley_rendered_text_begin (comment->body, 160);
  g_autofree char *line =
      with_status
          ? g_strdup_printf ("• %s: %s", galley_comment_status_label (comment->status), body)
          : g_strdup_printf ("%s %s", heading, body);

  add_line (lines, line);
}

static void
show_thread (GalleyCommentView *self, const GalleyCommentContext *context)
{
  g_autoptr (GString) above = g_string_new (NULL);
  g_autoptr (GString) below = g_string_new (NULL);

  if (context->parent != NULL)
    {
      add_line (above, _ ("In answer to"));
      add_comment_line (above, context->parent, FALSE);
    }
  for (guint i = 0; i < context->replies->len; i++)
    {
      if (i == 0)
        add_line (below, _ ("Answers"));
      add_comment_line (below, g_ptr_array_index (context->replies, i), FALSE);
    }
  set_label (self->parent, above->str);
  set_label (self->replies, below->str);
}

static void
show_reader (GalleyCommentView *self, const GalleyCommentContext *context)
{
  const GalleyComment *comment = context->comment;
  g_autoptr (GString) lines = g_string_new (NULL);

  if (comment->email[0] != '\0')
    {
      g_autofree char *line = g_strdup_printf (_ ("E-mail: %s (not published)"), comment->email);

      add_line (lines, line);
    }
  if (comment->url[0] != '\0')
    {
      g_autofree char *line = g_strdup_printf (_ ("Web site: %s"), comment->url);

      add_line (lines, line);
    }
  if (context->others->len > 0 && lines->len > 0)
    g_string_append_c (lines, '\n');
  if (context->others->len > 0)
    add_line (lines, _ ("Also by this reader:"));
  for (guint i = 0; i < context->others->len; i++)
    add_comment_line (lines, g_ptr_array_index (context->others, i), TRUE);
  if (context->others->len == 0 && !comment->by_author)
    add_line (lines, _ ("The first comment by this reader."));
  set_label (self->reader, lines->str);
}

/* Which rule decided, and why: the newest word that a rule left. */
static const char *
find_reason (const GalleyCommentContext *context)
{
  for (guint i = context->events->len; i > 0; i--)
    {
      const GalleyCommentEvent *event = g_ptr_array_index (context->events, i - 1);

      if (g_str_equal (event->who, "rule"))
        return event->detail;
    }
  return "";
}

static void
show_history (GalleyCommentView *self, const GalleyCommentContext *context)
{
  g_autoptr (GString) lines = g_string_new (NULL);

  for (guint i = 0; i < context->events->len; i++)
    {
      const GalleyCommentEvent *event = g_ptr_array_index (context->events, i);
      g_autofree char *date = format_date (event->date);
      g_autofree char *line = g_strdup_printf ("%s  %s, %s%s%s", date, event->who, event->action,
                                               event->detail[0] != '\0' ? ": " : "", event->detail);

      add_line (lines, line);
    }
  gtk_label_set_text (self->history, lines->str);
  gtk_widget_set_visible (GTK_WIDGET (self->history_expander), lines->len > 0);
  set_label (self->reason, find_reason (context));
}

/* Returns: (nullable): the last rule that decided */
static const GalleyCommentEvent *
find_rule (const GalleyCommentContext *context)
{
  for (guint i = context->events->len; i > 0; i--)
    if (((const GalleyCommentEvent *) g_ptr_array_index (context->events, i - 1))->rule_id != 0)
      return g_ptr_array_index (context->events, i - 1);
  return NULL;
}

static void
set_choice (GalleyCommentView *self,
            GalleyChoiceKind kind,
            gboolean present,
            gint64 id,
            const char *text,
            const char *email)
{
  g_clear_pointer (&self->choices[kind], galley_comment_choice_free);
  if (present)
    self->choices[kind] = galley_comment_choice_new (kind, id, text, email);
}

static void
learn_choices (GalleyCommentView *self, const GalleyCommentContext *context)
{
  const GalleyComment *comment = context->comment;
  const GalleyCommentEvent *rule = find_rule (context);

  set_choice (self, GALLEY_CHOICE_READER, TRUE, 0, comment->name, comment->email);
  set_choice (self, GALLEY_CHOICE_POST, context->post != NULL, comment->post_id,
              context->post != NULL ? context->post->title : "", "");
  set_choice (self, GALLEY_CHOICE_PLACE, *comment->place != '\0', 0, comment->place, "");
  set_choice (self, GALLEY_CHOICE_RULE, rule != NULL, rule != NULL ? rule->rule_id : 0,
              rule != NULL ? rule->rule_name : "", "");
}

/**
 * galley_comment_view_make_choice:
 * @view: a view
 * @kind: by what comments shall be filtered
 *
 * Returns: (transfer full) (nullable): what leaves those that have that in common with the comment
 *   in view; %NULL where it has none
 */
GalleyCommentChoice *
galley_comment_view_make_choice (GalleyCommentView *view, GalleyChoiceKind kind)
{
  const GalleyCommentChoice *choice = view->choices[kind];

  return choice != NULL ? galley_comment_choice_new (kind, choice->id, choice->text, choice->email)
                        : NULL;
}

static void
show_buttons (GalleyCommentView *self, GalleyCommentStatus status)
{
  gboolean shelved = status == GALLEY_COMMENT_SPAM || status == GALLEY_COMMENT_TRASH;

  gtk_widget_set_sensitive (self->approve, status != GALLEY_COMMENT_APPROVED);
  gtk_widget_set_visible (self->hold, status == GALLEY_COMMENT_APPROVED);
  gtk_widget_set_visible (self->restore, shelved);
  gtk_widget_set_sensitive (self->spam, status != GALLEY_COMMENT_SPAM);
  gtk_widget_set_sensitive (self->trash, status != GALLEY_COMMENT_TRASH);
  gtk_widget_set_sensitive (self->reply, !shelved);
}

/* Returns: whether a reply or an edit is under way */
static gboolean
is_writing (GalleyCommentView *view)
{
  return gtk_revealer_get_reveal_child (view->writer);
}

static char *
make_draft_key (gint64 id, gboolean editing)
{
  return g_strdup_printf ("%s %" G_GINT64_FORMAT, editing ? "edit" : "reply", id);
}

static char *
get_draft_key (GalleyCommentView *self)
{
  return make_draft_key (self->id, self->editing);
}

static char *
get_written (GalleyCommentView *self)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (self->draft);
  GtkTextIter start, end;

  gtk_text_buffer_get_bounds (buffer, &start, &end);
  return g_strstrip (gtk_text_buffer_get_text (buffer, &start, &end, FALSE));
}

/* Closes the field for replies and edits. What is in it is kept, and there again when the field is
 * opened again for this comment. */
static void
stop_writing (GalleyCommentView *view)
{
  g_autofree char *text = NULL;

  if (!is_writing (view))
    return;
  text = get_written (view);
  if (text[0] != '\0' && !(view->editing && g_strcmp0 (text, view->body) == 0))
    g_hash_table_replace (view->drafts, get_draft_key (view), g_steal_pointer (&text));
  gtk_revealer_set_reveal_child (view->writer, FALSE);
  if (gtk_widget_has_focus (GTK_WIDGET (view->draft))) /* else keys go to a field nobody sees */
    gtk_widget_grab_focus (GTK_WIDGET (view->text));
}

/**
 * galley_comment_view_show:
 * @view: a view
 * @context: what to show
 *
 * Shows a comment. A reply or an edit that was begun goes on where it is the same comment; else it
 * is there again when one comes back to it.
 */
void
galley_comment_view_show (GalleyCommentView *view, const GalleyCommentContext *context)
{
  const GalleyComment *comment = context->comment;
  const char *title = context->post == NULL             ? _ ("Unplaced")
                      : context->post->title[0] != '\0' ? context->post->title
                                                        : _ ("Untitled");

  if (comment->id != view->id)
    stop_writing (view);
  view->id = comment->id;
  view->post_id = comment->post_id;
  g_free (view->body);
  view->body = g_strdup (comment->body);
  g_free (view->who);
  view->who = g_strdup (comment->email[0] != '\0' ? comment->email : comment->name);
  gtk_label_set_text (view->post_title, title);
  gtk_widget_set_sensitive (view->post, context->post != NULL);
  gtk_widget_set_visible (view->place, context->post == NULL);
  gtk_label_set_text (view->status, galley_comment_status_label (comment->status));
  show_text (view, comment);
  show_thread (view, context);
  show_reader (view, context);
  show_history (view, context);
  learn_choices (view, context);
  show_buttons (view, comment->status);
}

/**
 * galley_comment_view_get_id:
 * @view: a view
 *
 * Returns: the id of the comment that it shows, or 0
 */
gint64
galley_comment_view_get_id (GalleyCommentView *view)
{
  return view->id;
}

/**
 * galley_comment_view_get_reader:
 * @view: a view
 *
 * Returns: (transfer none) (nullable): the e-mail address or else the name of who wrote the comment
 */
const char *
galley_comment_view_get_reader (GalleyCommentView *view)
{
  return view->who;
}

/**
 * galley_comment_view_get_text:
 * @view: a view
 *
 * Returns: (transfer none): the text that shows the comment, which swallows letters when it has the
 * focus, though it cannot be edited
 */
GtkWidget *
galley_comment_view_get_text (GalleyCommentView *view)
{
  return GTK_WIDGET (view->text);
}

static void
begin_writing (GalleyCommentView *self, gboolean editing, const char *text)
{
  g_autofree char *key = NULL;
  const char *draft;

  stop_writing (self);
  self->editing = editing;
  key = get_draft_key (self);
  draft = g_hash_table_lookup (self->drafts, key);
  gtk_label_set_text (self->writer_title, editing ? _ ("Edit the comment") : _ ("Your reply"));
  gtk_button_set_label (self->send, editing ? _ ("_Save") : _ ("S_end Reply"));
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (self->draft), draft != NULL ? draft : text,
                            -1);
  gtk_revealer_set_reveal_child (self->writer, TRUE);
  gtk_widget_grab_focus (GTK_WIDGET (self->draft));
}

/**
 * galley_comment_view_begin_reply:
 * @view: a view that shows a comment
 *
 * Opens the field for a reply.
 */
void
galley_comment_view_begin_reply (GalleyCommentView *view)
{
  if (gtk_widget_get_sensitive (view->reply))
    begin_writing (view, FALSE, "");
}

/**
 * galley_comment_view_begin_edit:
 * @view: a view that shows a comment
 *
 * Opens the comment's text for editing.
 */
void
galley_comment_view_begin_edit (GalleyCommentView *view)
{
  if (view->body != NULL)
    begin_writing (view, TRUE, view->body);
}

/**
 * galley_comment_view_keep:
 * @view: a view
 * @id: the comment that was to be answered or edited
 * @editing: whether it was to be edited
 * @text: what was written
 *
 * Takes back what could not be saved: it is there again when the field is opened for this comment.
 * What was begun anew in the meantime goes before it.
 */
void
galley_comment_view_keep (GalleyCommentView *view, gint64 id, gboolean editing, const char *text)
{
  g_autofree char *key = make_draft_key (id, editing);

  if (!g_hash_table_contains (view->drafts, key))
    g_hash_table_insert (view->drafts, g_steal_pointer (&key), g_strdup (text));
}

/**
 * galley_comment_view_forget:
 * @view: a view
 *
 * Forgets what was written and not sent, since the comments are another project's from now on.
 */
void
galley_comment_view_forget (GalleyCommentView *view)
{
  stop_writing (view);
  g_hash_table_remove_all (view->drafts);
  view->id = 0;
}

static void
send_cb (GalleyCommentView *self)
{
  g_autofree char *text = get_written (self);
  g_autofree char *key = get_draft_key (self);

  if (text[0] == '\0')
    return;
  stop_writing (self);
  g_hash_table_remove (self->drafts, key);
  g_signal_emit (self, signals[self->editing ? EDIT : REPLY], 0, text);
}

static gboolean
draft_key_cb (GalleyCommentView *self, GdkEventKey *event)
{
  if (event->keyval == GDK_KEY_Escape)
    {
      stop_writing (self);
      return GDK_EVENT_STOP;
    }
  if ((event->keyval == GDK_KEY_Return || event->keyval == GDK_KEY_KP_Enter) &&
      (event->state & GDK_CONTROL_MASK) != 0)
    {
      send_cb (self);
      return GDK_EVENT_STOP;
    }
  return GDK_EVENT_PROPAGATE;
}

static void
decide_cb (GalleyCommentView *self, GtkWidget *button)
{
  int status = button == self->approve ? GALLEY_COMMENT_APPROVED
               : button == self->spam  ? GALLEY_COMMENT_SPAM
               : button == self->trash ? GALLEY_COMMENT_TRASH
                                       : GALLEY_COMMENT_PENDING;

  g_signal_emit (self, signals[DECIDE], 0, status);
}

static void
open_post_cb (GalleyCommentView *self)
{
  g_signal_emit (self, signals[OPEN_POST], 0, self->post_id);
}

static void
place_cb (GalleyCommentView *self)
{
  g_signal_emit (self, signals[PLACE], 0);
}

static void
galley_comment_view_finalize (GObject *object)
{
  GalleyCommentView *self = GALLEY_COMMENT_VIEW (object);

  g_free (self->body);
  g_free (self->who);
  for (int kind = 0; kind <= GALLEY_CHOICE_RULE; kind++)
    g_clear_pointer (&self->choices[kind], galley_comment_choice_free);
  g_clear_pointer (&self->drafts, g_hash_table_unref);
  G_OBJECT_CLASS (galley_comment_view_parent_class)->finalize (object);
}

#define BIND(name) gtk_widget_class_bind_template_child (widget_class, GalleyCommentView, name)

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/galleyproof/Galley/comments/galley-comment-view.ui");
  BIND (post);
  BIND (post_title);
  BIND (status);
  BIND (reason);
  BIND (parent);
  BIND (text);
  BIND (replies);
  BIND (reader);
  BIND (history);
  BIND (history_expander);
  BIND (place);
  BIND (approve);
  BIND (hold);
  BIND (spam);
  BIND (trash);
  BIND (restore);
  BIND (reply);
  BIND (edit);
  BIND (writer);
  BIND (writer_title);
  BIND (draft);
  BIND (send);
  gtk_widget_class_bind_template_callback (widget_class, decide_cb);
  gtk_widget_class_bind_template_callback (widget_class, open_post_cb);
  gtk_widget_class_bind_template_callback (widget_class, place_cb);
  gtk_widget_class_bind_template_callback (widget_class, send_cb);
  gtk_widget_class_bind_template_callback (widget_class, draft_key_cb);
  gtk_widget_class_bind_template_callback (widget_class, galley_comment_view_begin_reply);
  gtk_widget_class_bind_template_callback (widget_class, galley_comment_view_begin_edit);
  gtk_widget_class_bind_template_callback (widget_class, stop_writing);
}

static guint
new_signal (const char *name, GType type)
{
  return g_signal_new (name, GALLEY_TYPE_COMMENT_VIEW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                       G_TYPE_NONE, 1, type);
}

static void
galley_comment_view_class_init (GalleyCommentViewClass *class)
{
  G_OBJECT_CLASS (class)->finalize = galley_comment_view_finalize;
  bind_template (GTK_WIDGET_CLASS (class));
  signals[DECIDE] = new_signal ("decide", G_TYPE_INT);
  signals[REPLY] = new_signal ("reply", G_TYPE_STRING);
  signals[EDIT] = new_signal ("edit", G_TYPE_STRING);
  signals[OPEN_POST] = new_signal ("open-post", G_TYPE_INT64);
  signals[PLACE] = g_signal_new ("place", GALLEY_TYPE_COMMENT_VIEW, G_SIGNAL_RUN_LAST, 0, NULL,
                                 NULL, NULL, G_TYPE_NONE, 0);
}

static void
galley_comment_view_init (GalleyCommentView *self)
{
  GtkTextBuffer *buffer;

  self->drafts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  gtk_widget_init_template (GTK_WIDGET (self));
  /* It takes no text, and would keep files that are dropped on it from the window. */
  gtk_drag_dest_unset (GTK_WIDGET (self->text));
  buffer = gtk_text_view_get_buffer (self->text);
  gtk_text_buffer_create_tag (buffer, "heading", "weight", PANGO_WEIGHT_BOLD, "scale", 1.25, NULL);
  gtk_text_buffer_create_tag (buffer, "meta", "scale", 0.9, "foreground-rgba",
                              &(GdkRGBA){ 0.5, 0.5, 0.5, 1 }, NULL);
  galley_rendered_text_add_tags (buffer);
  g_signal_connect (self->text, "size-allocate", G_CALLBACK (text_allocated_cb), self);
}
