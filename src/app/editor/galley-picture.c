/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "galley-picture.h"

#include <gdk-pixbuf/gdk-pixbuf.h>
#include <glib/gi18n.h>

#include "galley-media-sniff.h"
#include "galley-media.h"

#define MAX_BYTES (64 * 1024 * 1024)
#define MAX_PIXELS (100 * 1000 * 1000) /* of what must be decoded: 400 MB */
#define READ_CHUNK (1024 * 1024)

/* A picture that a page can show. */
typedef struct
{
  GBytes *data;
  char *name;
  const char *type;
  guint width, height;
} Picture;

static void
picture_free (Picture *picture)
{
  g_clear_pointer (&picture->data, g_bytes_unref);
  g_free (picture->name);
  g_free (picture);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Picture, picture_free)

/**
 * galley_picture_source_new_for_file:
 * @file: a file
 *
 * Returns: (transfer full): a picture in that file
 */
GalleyPictureSource *
galley_picture_source_new_for_file (GFile *file)
{
  GalleyPictureSource *source = g_new0 (GalleyPictureSource, 1);
  g_autofree char *base = g_file_get_basename (file);

  source->file = g_object_ref (file);
  source->name = g_filename_display_name (base != NULL ? base : "");
  return source;
}

/**
 * galley_picture_source_new_for_data:
 * @data: the content of a picture's file
 * @name: what it is called, without an ending
 *
 * Returns: (transfer full): that picture
 */
GalleyPictureSource *
galley_picture_source_new_for_data (GBytes *data, const char *name)
{
  GalleyPictureSource *source = g_new0 (GalleyPictureSource, 1);

  source->data = g_bytes_ref (data);
  source->name = g_strdup (name);
  return source;
}

void
galley_picture_source_free (GalleyPictureSource *source)
{
  if (source == NULL)
    return;
  g_clear_object (&source->file);
  g_clear_pointer (&source->data, g_bytes_unref);
  g_free (source->name);
  g_free (source);
}

void
galley_pictures_free (GalleyPictures *pictures)
{
  if (pictures == NULL)
    return;
  g_ptr_array_unref (pictures->names);
  g_ptr_array_unref (pictures->problems);
  g_free (pictures);
}

static gboolean
refuse (GError **error, const char *why)
{
  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, why);
  return FALSE;
}

/* Never more than the limit, also where the file grows, or is a device. */
static GBytes *
read_file (GFile *file, GError **error)
{
  g_autoptr (GFileInputStream) stream = g_file_read (file, NULL, error);
  g_autoptr (GByteArray) data = g_byte_array_new ();
  g_autofree guint8 *chunk = g_malloc (READ_CHUNK);
  gssize n;

  if (stream == NULL)
    return NULL;
  while ((n = g_input_stream_read (G_INPUT_STREAM (stream), chunk, READ_CHUNK, NULL, error)) > 0)
    {
      if (data->len + (gsize) n > MAX_BYTES)
        {
          refuse (error, _ ("it is larger than 64 MB"));
          return NULL;
        }
      g_byte_array_append (data, chunk, (guint) n);
    }
  return n == 0 ? g_byte_array_free_to_bytes (g_steal_pointer (&data)) : NULL;
}

static void
size_prepared_cb (GdkPixbufLoader *loader, int width, int height, gboolean *too_large)
{
  if ((gint64) width * height > MAX_PIXELS)
    {
      *too_large = TRUE;
      gdk_pixbuf_loader_set_size (loader, 1, 1);
    }
}

static GdkPixbuf *
decode (GBytes *data, GError **error)
{
  g_autoptr (GdkPixbufLoader) loader = gdk_pixbuf_loader_new ();
  gboolean too_large = FALSE;
  gboolean written;

  g_signal_connect (loader, "size-prepared", G_CALLBACK (size_prepared_cb), &too_large);
  written = gdk_pixbuf_loader_write_bytes (loader, data, NULL);
  if (!gdk_pixbuf_loader_close (loader, NULL) || !written ||
      gdk_pixbuf_loader_get_pixbuf (loader) == NULL)
    refuse (error, _ ("it is not a picture that Galley can read"));
  else if (too_large)
    refuse (error, _ ("it has more than 100 million pixels"));
  else
    return g_object_ref (gdk_pixbuf_loader_get_pixbuf (loader));
  return NULL;
}

/* TIFF, BMP and others, which browsers do not show, become PNG. */
static gboolean
convert (Picture *picture, GError **error)
{
  g_autoptr (GdkPixbuf) pixbuf = decode (picture->data, error);
  char *data;
  gsize length;

  if (pixbuf == NULL || !gdk_pixbuf_save_to_buffer (pixbuf, &data, &length, "png", error, NULL))
    return FALSE;
  g_bytes_unref (picture->data);
  picture->data = g_bytes_new_take (data, length);
  picture->type = "image/png";
  picture->width = (guint) gdk_pixbuf_get_width (pixbuf);
  picture->height = (guint) gdk_pixbuf_get_height (pixbuf);
  return TRUE;
}

static const char *
ending_of (const char *type)
{
  return g_str_equal (type, "image/jpeg")      ? ".jpg"
         : g_str_equal (type, "image/svg+xml") ? ".svg"
         : g_str_equal (type, "image/gif")     ? ".gif"
         : g_str_equal (type, "image/webp")    ? ".webp"
         : g_str_equal (type, "image/avif")    ? ".avif"
                                               : ".png";
}

/* The file's name, with the ending that its content calls for. */
static char *
name_for (const char *name, const char *type)
{
  const char *dot = strrchr (name, '.');
  g_autofree char *stem =
      g_strndup (name, dot != NULL && dot != name ? (gsize) (dot - name) : strlen (name));

  return g_strconcat (stem, ending_of (type), NULL);
}

static Picture *
read_picture (const GalleyPictureSource *source, GError **error)
{
  g_autoptr (Picture) picture = g_new0 (Picture, 1);
  const guint8 *bytes;
  gsize length;

  picture->data =
      source->data != NULL ? g_bytes_ref (source->data) : read_file (source->file, error);
  if (picture->data == NULL)
    return NULL;
  bytes = g_bytes_get_data (picture->data, &length);
  if (length == 0)
    {
      refuse (error, _ ("it is empty"));
      return NULL;
    }
  if (length > MAX_BYTES)
    {
      refuse (error, _ ("it is larger than 64 MB"));
      return NULL;
    }
  picture->type = galley_media_sniff (bytes, length, &picture->width, &picture->height);
  if ((picture->type == NULL || !g_str_has_prefix (picture->type, "image/")) &&
      !convert (picture, error))
    return NULL;
  picture->name = name_for (source->name, picture->type);
  return g_steal_pointer (&picture);
}

typedef struct
{
  GalleySession *session;
  GPtrArray *sources;  /* of GalleyPictureSource */
  GPtrArray *pictures; /* of Picture */
  GalleyPictures *result;
} Order;

static void
order_free (Order *order)
{
  g_clear_object (&order->session);
  g_ptr_array_unref (order->sources);
  g_ptr_array_unref (order->pictures);
  g_clear_pointer (&order->result, galley_pictures_free);
  g_free (order);
}

static void
say_problem (GalleyPictures *result, const char *name, const GError *error)
{
  /* Translators: the name of a file, and why it was refused */
  g_ptr_array_add (result->problems,
                   g_strdup_printf (_ ("“%s” was not inserted: %s"), name, error->message));
}

/* Reading may be slow, so it is done apart from the lane that saves what is typed. */
static void
read_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Order *order = data;

  for (guint i = 0; i < order->sources->len; i++)
    {
      GalleyPictureSource *one = g_ptr_array_index (order->sources, i);
      g_autoptr (GError) error = NULL;
      Picture *picture = read_picture (one, &error);

      if (picture != NULL)
        g_ptr_array_add (order->pictures, picture);
      else
        say_problem (order->result, one->name, error);
    }
  g_task_return_boolean (task, TRUE);
}

static gpointer
add_job (GalleyProject *project, gpointer data, GCancellable *cancellable, GError **error)
{
  Order *order = data;

  for (guint i = 0; i < order->pictures->len; i++)
    {
      const Picture *picture = g_ptr_array_index (order->pictures, i);
      g_autoptr (GError) problem = NULL;
      char *name = galley_project_add_media (project, picture->name, picture->type, picture->data,
                                             NULL, picture->width, picture->height, &problem);

      if (name != NULL)
        g_ptr_array_add (order->result->names, name);
      else
        say_problem (order->result, picture->name, problem);
    }
  return NULL;
}

static void
added_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Order *order = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;

  galley_session_run_finish (GALLEY_SESSION (source), result, &error);
  if (error != NULL)
    g_task_return_error (task, g_steal_pointer (&error));
  else
    g_task_return_pointer (task, g_steal_pointer (&order->result),
                           (GDestroyNotify) galley_pictures_free);
}

static void
read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  Order *order = g_task_get_task_data (task);

  galley_session_run_async (order->session, GALLEY_LANE_EDIT, add_job, order, NULL, NULL, NULL,
                            added_cb, task);
}

/**
 * galley_pictures_add_async:
 * @session: the project
 * @sources: (transfer container) (element-type GalleyPictureSource): what to take in
 * @callback: called on the main thread
 * @user_data: for @callback
 *
 * Stores pictures in the project. What browsers do not show is made PNG; what is no picture, or too
 * large, is refused with a sentence, and the others are stored all the same.
 */
void
galley_pictures_add_async (GalleySession *session,
                           GPtrArray *sources,
                           GAsyncReadyCallback callback,
                           gpointer user_data)
{
  GTask *task = g_task_new (NULL, NULL, callback, user_data);
  g_autoptr (GTask) reading = g_task_new (NULL, NULL, read_cb, task);
  Order *order = g_new0 (Order, 1);

  order->session = g_object_ref (session);
  order->sources = sources;
  order->pictures = g_ptr_array_new_with_free_func ((GDestroyNotify) picture_free);
  order->result = g_new0 (GalleyPictures, 1);
  order->result->names = g_ptr_array_new_with_free_func (g_free);
  order->result->problems = g_ptr_array_new_with_free_func (g_free);
  g_task_set_source_tag (task, galley_pictures_add_async);
  g_task_set_task_data (task, order, (GDestroyNotify) order_free);
  g_task_set_task_data (reading, order, NULL);
  g_task_run_in_thread (reading, read_thread);
}

/**
 * galley_pictures_add_finish:
 * @result: what the callback was given
 * @error: where nothing was tried
 *
 * Returns: (transfer full) (nullable): what became of them
 */
GalleyPictures *
galley_pictures_add_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
