/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "galley-server.h"

#include <libsoup/soup.h>
#include <string.h>

#include "galley-file.h"
#include "galley-site.h"

/* Where pages ask whether they are old. No file of a site has such a name. */
#define VERSION_PATH "/.galley-version"

/* Added to pages here alone: the exported ones have no script. */
#define RELOAD                                                                                     \
  "<script>(()=>{let v;setInterval(async()=>{try{const t=await(await fetch('" VERSION_PATH         \
  "')).text();"                                                                                    \
  "if(v!==undefined&&v!==t)location.reload();v=t}catch{}},1000)})()</script>"

struct _GalleyServer
{
  GalleyProject *project;
  gboolean drafts;
  SoupServer *soup;
  char *address; /* "http://127.0.0.1:8000/" */
  char *host;    /* "127.0.0.1:8000" */

  GalleySite *site; /* (nullable): as of version */
  gint64 version;
};

/* A page of another site must not read this one by a name that it gave to this machine. */
static gboolean
is_asked_by_name (GalleyServer *self, SoupServerMessage *message)
{
  const char *host =
      soup_message_headers_get_one (soup_server_message_get_request_headers (message), "Host");
  const char *port = strrchr (self->host, ':');

  return host != NULL &&
         (g_str_equal (host, self->host) || (g_str_has_prefix (host, "localhost") &&
                                             g_strcmp0 (host + strlen ("localhost"), port) == 0));
}

static gboolean
refresh (GalleyServer *self, GError **error)
{
  const GalleySiteOptions options = { NULL, self->drafts, NULL };
  gint64 version = 0;

  if (!galley_project_get_data_version (self->project, &version, error))
    return FALSE;
  if (self->site != NULL && version == self->version)
    return TRUE;
  g_clear_pointer (&self->site, galley_site_free);
  self->site = galley_site_new (self->project, &options, error);
  self->version = version;
  return self->site != NULL;
}

static void
answer (SoupServerMessage *message, guint status, const char *type, GBytes *bytes)
{
  SoupMessageHeaders *headers = soup_server_message_get_response_headers (message);

  soup_server_message_set_status (message, status, NULL);
  soup_message_headers_set_content_type (headers, type, NULL);
  soup_message_headers_replace (headers, "Cache-Control", "no-store");
  soup_message_headers_replace (headers, "X-Content-Type-Options", "nosniff");
  soup_message_body_append_bytes (soup_server_message_get_response_body (message), bytes);
}

static void
answer_text (SoupServerMessage *message, guint status, const char *text)
{
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));

  answer (message, status, "text/plain; charset=utf-8", bytes);
}

static GBytes *
add_reload (GBytes *page)
{
  gsize length;
  const char *html = g_bytes_get_data (page, &length);
  const char *end = g_strrstr_len (html, (gssize) length, "</body>");
  GByteArray *out = g_byte_array_new ();
  gsize before = end != NULL ? (gsize) (end - html) : length;

  g_byte_array_append (out, (const guint8 *) html, (guint) before);
  g_byte_array_append (out, (const guint8 *) RELOAD, strlen (RELOAD));
  g_byte_array_append (out, (const guint8 *) html + before, (guint) (length - before));
  return g_byte_array_free_to_bytes (out);
}

static GBytes *
render (GalleyServer *self, const char *path, char **type, GError **error)
{
  g_autoptr (GBytes) bytes = galley_site_render (self->site, path, type, error);

  if (bytes != NULL && g_str_has_prefix (*type, "text/html"))
    return add_reload (bytes);
  return g_steal_pointer (&bytes);
}

static void
serve_page (GalleyServer *self, SoupServerMessage *message, const char *path)
{
  g_autofree char *file = g_str_has_suffix (path, "/") ? g_strconcat (path + 1, "index.html", NULL)
                                                       : g_strdup (path + 1);
  g_autofree char *type = NULL;
  g_autofree char *charset = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = NULL;
  guint status = SOUP_STATUS_OK;

  if (!refresh (self, &error))
    {
      answer_text (message, SOUP_STATUS_INTERNAL_SERVER_ERROR, error->message);
      return;
    }
  bytes = galley_path_is_safe (file) ? render (self, file, &type, &error) : NULL;
  if (bytes == NULL && error != NULL &&
      !g_error_matches (error, GALLEY_SITE_ERROR, GALLEY_SITE_ERROR_NOT_FOUND))
    {
      answer_text (message, SOUP_STATUS_INTERNAL_SERVER_ERROR, error->message);
      return;
    }
  if (bytes == NULL)
    {
      g_autofree char *folder = g_strconcat (path, "/", NULL);
      g_autofree char *index = g_strconcat (file, "/index.html", NULL);

      if (galley_path_is_safe (index) &&
          galley_file_list_find (galley_site_get_model (self->site)->files, index) != NULL)
        {
          soup_server_message_set_redirect (message, SOUP_STATUS_MOVED_PERMANENTLY, folder);
          return;
        }
      status = SOUP_STATUS_NOT_FOUND;
      bytes = render (self, "404.html", &type, NULL);
    }
  if (bytes == NULL)
    {
      answer_text (message, SOUP_STATUS_NOT_FOUND, "There is no such page.");
      return;
    }
  charset = g_str_has_prefix (type, "text/") ? g_strconcat (type, "; charset=utf-8", NULL) : NULL;
  answer (message, status, charset != NULL ? charset : type, bytes);
}

static void
request_cb (SoupServer *soup,
            SoupServerMessage *message,
            const char *path,
            GHashTable *query,
            gpointer user_data)
{
  GalleyServer *self = user_data;
  const char *method = soup_server_message_get_method (message);
  gint64 version = 0;

  if (!is_asked_by_name (self, message))
    answer_text (message, SOUP_STATUS_FORBIDDEN, "Not by this name.");
  else if (!g_str_equal (method, "GET") && !g_str_equal (method, "HEAD"))
    answer_text (message, SOUP_STATUS_METHOD_NOT_ALLOWED, "Only for reading.");
  else if (g_str_equal (path, VERSION_PATH))
    {
      g_autofree char *text = NULL;

      galley_project_get_data_version (self->project, &version, NULL);
      text = g_strdup_printf ("%" G_GINT64_FORMAT, version);
      answer_text (message, SOUP_STATUS_OK, text);
    }
  else
    serve_page (self, message, path);
}

/**
 * galley_server_new:
 * @project: a project, which must outlive the server
 * @drafts: whether drafts and unpublished changes are shown
 * @port: where; 0: any that is free
 * @error: G_IO_ERROR where nobody can listen there
 *
 * Listens on the loopback, so that nobody else is reached.
 *
 * Returns: (transfer full) (nullable): the server, which serves while the main context runs
 */
GalleyServer *
galley_server_new (GalleyProject *project, gboolean drafts, guint port, GError **error)
{
  g_autoptr (GalleyServer) self = g_new0 (GalleyServer, 1);
  g_autoslist (GUri) uris = NULL;

  self->project = project;
  self->drafts = drafts;
  self->soup = soup_server_new ("server-header", NULL, NULL);
  soup_server_add_handler (self->soup, NULL, request_cb, self, NULL);
  if (!soup_server_listen_local (self->soup, port, SOUP_SERVER_LISTEN_IPV4_ONLY, error))
    return NULL;
  uris = soup_server_get_uris (self->soup);
  self->host = g_strdup_printf ("127.0.0.1:%d", g_uri_get_port (uris->data));
  self->address = g_strdup_printf ("http://%s/", self->host);
  return g_steal_pointer (&self);
}

/**
 * galley_server_free:
 * @server: (nullable) (transfer full): a server
 */
void
galley_server_free (GalleyServer *server)
{
  if (server == NULL)
    return;
  if (server->soup != NULL)
    soup_server_disconnect (server->soup);
  g_clear_object (&server->soup);
  g_clear_pointer (&server->site, galley_site_free);
  g_free (server->address);
  g_free (server->host);
  g_free (server);
}

/**
 * galley_server_get_address:
 * @server: a server
 *
 * Returns: (transfer none): where it is: "http://127.0.0.1:8000/"
 */
const char *
galley_server_get_address (GalleyServer *server)
{
  return server->address;
}
