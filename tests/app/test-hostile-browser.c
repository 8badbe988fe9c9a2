/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gstdio.h>
#include <stdlib.h>
#include <string.h>
#include <webkit2/webkit2.h>

/* An exported site, loaded page after page in a real browser engine, with scripts allowed and the
 * network closed: nothing that a reader wrote runs, or asks for anything but what the page has. */

#define SCHEME "galley-test"
#define ROOT SCHEME "://site/"

typedef struct
{
  GMainLoop *loop;
  WebKitWebView *view;
  const char *folder;
  char *page; /* the address of what is loaded */
  guint dialogs;
  guint requests; /* for what is no file of the theme */
  guint navigations;
  guint comments; /* that were seen */
  int bad_nodes;
  guint tries;
  gboolean counting; /* a page may tell more than once that it is loaded */
} Browser;

static gboolean
script_dialog_cb (WebKitWebView *view, WebKitScriptDialog *dialog, Browser *browser)
{
  g_test_message ("%s: says %s", browser->page, webkit_script_dialog_get_message (dialog));
  browser->dialogs++;
  return TRUE;
}

static gboolean
is_of_theme (const char *address)
{
  return g_str_has_prefix (address, ROOT "assets/");
}

static void
resource_load_started_cb (WebKitWebView *view,
                          WebKitWebResource *resource,
                          WebKitURIRequest *request,
                          Browser *browser)
{
  const char *address = webkit_uri_request_get_uri (request);

  if (g_str_equal (address, browser->page) || is_of_theme (address))
    return;
  g_test_message ("%s: asks for %s", browser->page, address);
  browser->requests++;
}

static gboolean
decide_policy_cb (WebKitWebView *view,
                  WebKitPolicyDecision *decision,
                  WebKitPolicyDecisionType type,
                  Browser *browser)
{
  const char *address;

  if (type == WEBKIT_POLICY_DECISION_TYPE_RESPONSE)
    return FALSE;
  address = webkit_uri_request_get_uri (webkit_navigation_action_get_request (
      webkit_navigation_policy_decision_get_navigation_action (
          WEBKIT_NAVIGATION_POLICY_DECISION (decision))));
  if (g_str_equal (address, browser->page))
    return FALSE;
  g_test_message ("%s: goes to %s", browser->page, address);
  browser->navigations++;
  webkit_policy_decision_ignore (decision);
  return TRUE;
}

static void
serve_cb (WebKitURISchemeRequest *request, gpointer data)
{
  Browser *browser = data;
  g_autofree char *path = g_uri_unescape_string (webkit_uri_scheme_request_get_path (request), "/");
  g_autofree char *file =
      path != NULL && strstr (path, "..") == NULL
          ? g_build_filename (browser->folder, path,
                              g_str_has_suffix (path, "/") ? "index.html" : NULL, NULL)
          : NULL;
  g_autofree char *text = NULL;
  g_autofree char *type = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GInputStream) stream = NULL;
  gsize length = 0;

  if (file == NULL || !g_file_get_contents (file, &text, &length, &error))
    {
      g_autoptr (GError) missing =
          g_error_new (G_IO_ERROR, G_IO_ERROR_NOT_FOUND, "%s: no such file", path);

      webkit_uri_scheme_request_finish_error (request, missing);
      return;
    }
  type = g_content_type_guess (file, NULL, 0, NULL);
  stream = g_memory_input_stream_new_from_data (g_steal_pointer (&text), (gssize) length, g_free);
  webkit_uri_scheme_request_finish (request, stream, (gint64) length, type);
}

static gboolean count_cb (gpointer data);

static void
counted_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  Browser *browser = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (JSCValue) value = webkit_web_view_call_async_javascript_function_finish (
      WEBKIT_WEB_VIEW (object), result, &error);
  g_autofree char *told = NULL;
  g_auto (GStrv) parts = NULL;

  /* The engine has no result to give while it still puts the page together: ask again, and where
   * that does not help load the page once more. */
  if (value == NULL && browser->tries++ < 20)
    {
      g_test_message ("%s: %s", browser->page, error->message);
      if (browser->tries % 4 == 0)
        {
          browser->counting = FALSE;
          webkit_web_view_load_uri (browser->view, browser->page);
        }
      else
        g_timeout_add (300, count_cb, browser);
      return;
    }
  g_assert_no_error (error);
  told = jsc_value_to_string (value);
  parts = g_strsplit (told, " ", 3);
  g_assert_cmpuint (g_strv_length (parts), ==, 3);
  browser->bad_nodes += atoi (parts[0]);
  browser->comments += (guint) atoi (parts[1]);
  if (!g_str_equal (parts[0], "0"))
    g_test_message ("%s: has %s", browser->page, parts[2]);
  browser->counting = FALSE;
  g_main_loop_quit (browser->loop);
}

static gboolean
count_cb (gpointer data)
{
  /* In the whole page nothing may stand that runs; within a comment, nothing that shows or sends.
   * What the theme itself has outside of comments is its own affair. */
  static const char script[] =
      "let bad = [];"
      "const never = /^(script|iframe|frame|object|embed|base|applet)$/i;"
      "const tags = /^(style|svg|math|link|meta|form|input|button|video|audio|img|template)$/i;"
      "for (const node of document.querySelectorAll('*')) {"
      "  const inside = node.closest('article.comment') !== null;"
      "  const data = /^script$/i.test(node.tagName) && /json/.test(node.type);"
      "  if (never.test(node.tagName) && !data || inside && tags.test(node.tagName))"
      "    bad.push(node.outerHTML);"
      "  for (const attribute of node.attributes) {"
      "    if (/^on/i.test(attribute.name) || inside && attribute.name === 'style')"
      "      bad.push(node.outerHTML);"
      "    if (/^(href|src|action|xlink:href|srcdoc|data|formaction)$/i.test(attribute.name) &&"
      "        /^[\\s\\x00-\\x20]*(javascript|vbscript|data)\\s*:/i.test(attribute.value))"
      "      bad.push(node.outerHTML); } }"
      "return bad.length + ' ' + document.querySelectorAll('article.comment').length + ' ' +"
      "  bad.slice(0, 3).join(' | ').slice(0, 600);";
  Browser *browser = data;

  webkit_web_view_call_async_javascript_function (browser->view, script, -1, NULL, NULL, NULL, NULL,
                                                  counted_cb, browser);
  return G_SOURCE_REMOVE;
}

static void
load_changed_cb (WebKitWebView *view, WebKitLoadEvent event, Browser *browser)
{
  /* What waits for a while before it runs is given it. */
  if (event != WEBKIT_LOAD_FINISHED || browser->counting)
    return;
  browser->counting = TRUE;
  g_timeout_add (300, count_cb, browser);
}

static WebKitWebView *
new_view (Browser *browser)
{
  g_autoptr (WebKitWebContext) context = webkit_web_context_new_ephemeral ();
  WebKitNetworkProxySettings *proxy =
      webkit_network_proxy_settings_new ("http://127.0.0.1:9", NULL);

  webkit_website_data_manager_set_network_proxy_settings (
      webkit_web_context_get_website_data_manager (context), WEBKIT_NETWORK_PROXY_MODE_CUSTOM,
      proxy);
  webkit_network_proxy_settings_free (proxy);
  webkit_web_context_register_uri_scheme (context, SCHEME, serve_cb, browser, NULL);
  return WEBKIT_WEB_VIEW (webkit_web_view_new_with_context (context));
}

static GtkWidget *
open_browser (Browser *browser)
{
  GtkWidget *window = gtk_window_new (GTK_WINDOW_TOPLEVEL);

  browser->loop = g_main_loop_new (NULL, FALSE);
  browser->view = new_view (browser);
  g_signal_connect (browser->view, "script-dialog", G_CALLBACK (script_dialog_cb), browser);
  g_signal_connect (browser->view, "resource-load-started", G_CALLBACK (resource_load_started_cb),
                    browser);
  g_signal_connect (browser->view, "decide-policy", G_CALLBACK (decide_policy_cb), browser);
  g_signal_connect (browser->view, "load-changed", G_CALLBACK (load_changed_cb), browser);
  gtk_container_add (GTK_CONTAINER (window), GTK_WIDGET (browser->view));
  gtk_widget_show_all (window);
  return window;
}

/* Pages that hold comments, by their paths within the site. */
static void
find_pages (const char *folder, const char *below, GPtrArray *pages)
{
  g_autofree char *path = g_build_filename (folder, below, NULL);
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;

  g_assert_nonnull (dir);
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *inner = g_strconcat (below, name, NULL);
      g_autofree char *full = g_build_filename (folder, inner, NULL);

      if (g_file_test (full, G_FILE_TEST_IS_DIR))
        {
          g_autofree char *deeper = g_strconcat (inner, "/", NULL);

          find_pages (folder, deeper, pages);
        }
      else if (g_str_equal (name, "index.html"))
        g_ptr_array_add (pages, g_strdup (below));
    }
}

static void
browse_site (gconstpointer data)
{
  const char *folder = data;
  g_autoptr (GPtrArray) pages = g_ptr_array_new_with_free_func (g_free);
  Browser browser = { .folder = folder };
  GtkWidget *window = open_browser (&browser);

  find_pages (folder, "", pages);
  g_assert_cmpuint (pages->len, >, 10);
  for (guint i = 0; i < pages->len; i++)
    {
      browser.tries = 0;
      browser.page = g_strconcat (ROOT, g_ptr_array_index (pages, i), NULL);
      webkit_web_view_load_uri (browser.view, browser.page);
      g_main_loop_run (browser.loop);
      g_clear_pointer (&browser.page, g_free);
    }
  gtk_widget_destroy (window);
  g_main_loop_unref (browser.loop);
  g_assert_cmpuint (browser.dialogs, ==, 0);
  g_assert_cmpuint (browser.requests, ==, 0);
  g_assert_cmpuint (browser.navigations, ==, 0);
  g_assert_cmpint (browser.bad_nodes, ==, 0);
  g_assert_cmpuint (browser.comments, >=, 900);
}

/* The browser does run what is not cleaned: else the other tests would show nothing. */
static void
test_control (gconstpointer data)
{
  static const char page[] = "<!DOCTYPE html><html><body><article class=\"comment\">"
                             "<img src=\"/x.png\" onerror=\"alert(1)\"></article>"
                             "<script>alert(2)</script></body></html>";
  g_autofree char *folder = g_dir_make_tmp ("hostile-XXXXXX", NULL);
  g_autofree char *file = g_build_filename (folder, "index.html", NULL);
  Browser browser = { .folder = folder, .page = g_strdup (ROOT) };
  GtkWidget *window = open_browser (&browser);

  g_assert_true (g_file_set_contents (file, page, -1, NULL));
  webkit_web_view_load_uri (browser.view, browser.page);
  g_main_loop_run (browser.loop);
  gtk_widget_destroy (window);
  g_main_loop_unref (browser.loop);
  g_free (browser.page);
  g_remove (file);
  g_rmdir (folder);
  g_assert_cmpuint (browser.dialogs, ==, 2);
  g_assert_cmpuint (browser.requests, >=, 1);
  g_assert_cmpint (browser.bad_nodes, >=, 3);
  g_assert_cmpuint (browser.comments, ==, 1);
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  g_test_add_data_func ("/comments/browser/runs_what_is_not_cleaned", NULL, test_control);
  for (int i = 1; i < argc; i++)
    {
      g_autofree char *name = g_path_get_basename (argv[i]);
      g_autofree char *path =
          g_strdup_printf ("/comments/browser/runs_nothing_of_a_thousand_comments_in_%s", name);

      g_test_add_data_func (path, argv[i], browse_site);
    }
  return g_test_run ();
}
