/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <json-glib/json-glib.h>
#include <string.h>
#include <webkit2/webkit2.h>

#include "galley-markdown.h"
#include "galley-sanitizer.h"

/* What strangers write is loaded in a real browser engine, with scripts allowed and the network
 * closed: nothing runs, nothing is asked for, and no node is there that could. */

#define PAGE "http://galley.invalid/"

typedef struct
{
  GMainLoop *loop;
  WebKitWebView *view;
  guint dialogs;
  guint requests;
  guint navigations;
  int bad_nodes; /* of those that could run something; -1 until they are counted */
} Browser;

static gboolean
script_dialog_cb (WebKitWebView *view, WebKitScriptDialog *dialog, Browser *browser)
{
  browser->dialogs++;
  return TRUE;
}

static void
resource_load_started_cb (WebKitWebView *view,
                          WebKitWebResource *resource,
                          WebKitURIRequest *request,
                          Browser *browser)
{
  if (!g_str_equal (webkit_uri_request_get_uri (request), PAGE))
    browser->requests++;
}

static gboolean
decide_policy_cb (WebKitWebView *view,
                  WebKitPolicyDecision *decision,
                  WebKitPolicyDecisionType type,
                  Browser *browser)
{
  WebKitNavigationAction *action;
  WebKitURIRequest *request;

  if (type == WEBKIT_POLICY_DECISION_TYPE_RESPONSE)
    return FALSE;
  action = webkit_navigation_policy_decision_get_navigation_action (
      WEBKIT_NAVIGATION_POLICY_DECISION (decision));
  request = webkit_navigation_action_get_request (action);
  if (g_str_equal (webkit_uri_request_get_uri (request), PAGE))
    return FALSE;
  browser->navigations++;
  webkit_policy_decision_ignore (decision);
  return TRUE;
}

static void
counted_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  Browser *browser = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (JSCValue) value =
      webkit_web_view_evaluate_javascript_finish (WEBKIT_WEB_VIEW (object), result, &error);

  g_assert_no_error (error);
  browser->bad_nodes = jsc_value_to_int32 (value);
  g_main_loop_quit (browser->loop);
}

static gboolean
count_cb (gpointer data)
{
  static const char script[] =
      "(() => { let bad = 0; const tags = /^(script|style|iframe|frame|object|embed|svg|math|link|"
      "meta|base|form|input|button|video|audio|img|template|applet)$/i;"
      "for (const node of document.body.querySelectorAll('*')) {"
      "  if (tags.test(node.tagName)) bad++;"
      "  for (const attribute of node.attributes) {"
      "    if (/^on/i.test(attribute.name) || attribute.name === 'style') bad++;"
      "    if (/^(href|src|action|xlink:href|srcdoc|data)$/i.test(attribute.name) &&"
      "        !/^(https?|mailto):/i.test(attribute.value)) bad++; } }"
      "return bad; })()";
  Browser *browser = data;

  webkit_web_view_evaluate_javascript (browser->view, script, -1, NULL, NULL, NULL, counted_cb,
                                       browser);
  return G_SOURCE_REMOVE;
}

static void
load_changed_cb (WebKitWebView *view, WebKitLoadEvent event, Browser *browser)
{
  /* What waits for a while before it runs is given it. */
  if (event == WEBKIT_LOAD_FINISHED)
    g_timeout_add (1000, count_cb, browser);
}

static WebKitWebView *
new_view (void)
{
  g_autoptr (WebKitWebContext) context = webkit_web_context_new_ephemeral ();
  WebKitWebsiteDataManager *manager = webkit_web_context_get_website_data_manager (context);
  WebKitNetworkProxySettings *proxy =
      webkit_network_proxy_settings_new ("http://127.0.0.1:9", NULL);

  webkit_website_data_manager_set_network_proxy_settings (manager, WEBKIT_NETWORK_PROXY_MODE_CUSTOM,
                                                          proxy);
  webkit_network_proxy_settings_free (proxy);
  return WEBKIT_WEB_VIEW (webkit_web_view_new_with_context (context));
}

static void
browse (Browser *browser, const char *body)
{
  g_autofree char *page = g_strdup_printf (
      "<!DOCTYPE html><html><head><meta charset=\"utf-8\"></head><body>%s</body></html>", body);
  GtkWidget *window = gtk_window_new (GTK_WINDOW_TOPLEVEL);

  browser->loop = g_main_loop_new (NULL, FALSE);
  browser->view = new_view ();
  browser->bad_nodes = -1;
  g_signal_connect (browser->view, "script-dialog", G_CALLBACK (script_dialog_cb), browser);
  g_signal_connect (browser->view, "resource-load-started", G_CALLBACK (resource_load_started_cb),
                    browser);
  g_signal_connect (browser->view, "decide-policy", G_CALLBACK (decide_policy_cb), browser);
  g_signal_connect (browser->view, "load-changed", G_CALLBACK (load_changed_cb), browser);
  gtk_container_add (GTK_CONTAINER (window), GTK_WIDGET (browser->view));
  gtk_widget_show_all (window);
  webkit_web_view_load_html (browser->view, page, PAGE);
  g_main_loop_run (browser->loop);
  gtk_widget_destroy (window);
  g_main_loop_unref (browser->loop);
}

typedef char *(*Clean) (const char *payload);

static char *
clean_as_comment (const char *payload)
{
  GalleyMarkdownOptions options = { .profile = GALLEY_PROFILE_COMMENT };

  return galley_markdown_to_html (payload, -1, &options);
}

static char *
clean_as_link (const char *payload)
{
  g_autofree char *text = g_strdup_printf ("[a](<%s>) ![b](<%s>) <%s>", payload, payload, payload);

  return clean_as_comment (text);
}

static char *
clean_by_sanitizer (const char *payload)
{
  return galley_sanitize_html (payload, -1, GALLEY_SANITIZE_COMMENT);
}

static void
check_payloads (gconstpointer data)
{
  Clean clean = *(const Clean *) data;
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "fixtures", "markdown",
                                                 "owasp-filter-evasion.json", NULL);
  g_autoptr (JsonParser) parser = json_parser_new ();
  g_autoptr (GString) body = g_string_new (NULL);
  g_autoptr (GError) error = NULL;
  JsonArray *payloads;
  Browser browser = { 0 };

  json_parser_load_from_file (parser, path, &error);
  g_assert_no_error (error);
  payloads = json_node_get_array (json_parser_get_root (parser));
  for (guint i = 0; i < json_array_get_length (payloads); i++)
    {
      JsonObject *payload = json_array_get_object_element (payloads, i);
      g_autofree char *html = clean (json_object_get_string_member (payload, "payload"));

      g_string_append_printf (body, "<div>%s</div>\n", html);
    }
  browse (&browser, body->str);
  g_assert_cmpuint (browser.dialogs, ==, 0);
  g_assert_cmpuint (browser.requests, ==, 0);
  g_assert_cmpuint (browser.navigations, ==, 0);
  g_assert_cmpint (browser.bad_nodes, ==, 0);
}

/* The browser does run what is not cleaned: else the other tests would show nothing. */
static void
test_control (void)
{
  Browser browser = { 0 };

  browse (&browser, "<img src=\"http://galley.invalid/x.png\" onerror=\"alert(1)\">"
                    "<script>alert(2)</script>");
  g_assert_cmpuint (browser.dialogs, >=, 1);
  g_assert_cmpuint (browser.requests, >=, 1);
  g_assert_cmpint (browser.bad_nodes, >=, 3);
}

int
main (int argc, char **argv)
{
  static const Clean cleans[] = { clean_as_comment, clean_as_link, clean_by_sanitizer };

  gtk_test_init (&argc, &argv, NULL);
  g_test_add_func ("/markdown/browser/runs_what_is_not_cleaned", test_control);
  g_test_add_data_func ("/markdown/browser/runs_nothing_of_comments", &cleans[0], check_payloads);
  g_test_add_data_func ("/markdown/browser/runs_nothing_of_links_in_comments", &cleans[1],
                        check_payloads);
  g_test_add_data_func ("/markdown/browser/runs_nothing_that_was_cleaned", &cleans[2],
                        check_payloads);
  return g_test_run ();
}
